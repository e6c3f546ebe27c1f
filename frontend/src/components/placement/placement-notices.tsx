"use client";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Failure, Note } from "@/components/ui/notice";
import type { PlacementRun } from "@/hooks/placement-run";

/** Everything worth saying about a placement besides its questions: failures, and answers from elsewhere. */
export function PlacementNotices({ run }: { run: PlacementRun }) {
  const t = useTranslations();
  const { earlierAnswers, setAside, changedElsewhere, error, waiting } = run;
  return (
    <>
      {error ? <Failure error={error} onRetry={run.retry} /> : null}
      {error && waiting.length > 0 ? <Note>{t("placement.notices.unsent", { count: waiting.length })}</Note> : null}
      {changedElsewhere ? <Note>{t("placement.notices.otherWindow")}</Note> : null}
      {setAside > 0 ? <Note>{t("placement.notices.outdated", { count: setAside })}</Note> : null}
      {earlierAnswers ? (
        <Note>
          <p>{t("placement.notices.earlier", { count: earlierAnswers.count })}</p>
          <p className="mt-2 flex flex-wrap gap-3">
            <Button onClick={earlierAnswers.include}>{t("placement.notices.include")}</Button>
            <Button onClick={earlierAnswers.forget}>{t("placement.notices.discard")}</Button>
          </p>
        </Note>
      ) : null}
    </>
  );
}
