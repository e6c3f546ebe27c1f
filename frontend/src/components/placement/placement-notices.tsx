"use client";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Failure, Note } from "@/components/ui/notice";
import type { PlacementRun } from "@/hooks/placement-run";

/** Everything worth saying about a placement besides its questions: failures, and answers from elsewhere. */
export function PlacementNotices({ run }: { run: PlacementRun }) {
  const t = useTranslations();
  const { fromBefore, setAside, wentOnElsewhere, error, waiting } = run;
  return (
    <>
      {error ? <Failure error={error} onRetry={run.retry} /> : null}
      {error && waiting.length > 0 ? <Note>{t("placement.notices.unsent", { count: waiting.length })}</Note> : null}
      {wentOnElsewhere ? <Note>{t("placement.notices.otherWindow")}</Note> : null}
      {setAside > 0 ? <Note>{t("placement.notices.outdated", { count: setAside })}</Note> : null}
      {fromBefore ? (
        <Note>
          <p>{t("placement.notices.earlier", { count: fromBefore.count })}</p>
          <p className="mt-2 flex flex-wrap gap-3">
            <Button onClick={fromBefore.takeAlong}>{t("placement.notices.include")}</Button>
            <Button onClick={fromBefore.forget}>{t("placement.notices.discard")}</Button>
          </p>
        </Note>
      ) : null}
    </>
  );
}
