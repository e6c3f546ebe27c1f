"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { WorkedPicker } from "@/components/placement/worked-picker";
import { Button, ButtonLink } from "@/components/ui/button";
import { Failure } from "@/components/ui/notice";
import { pages } from "@/services/paths";
import type { Worked } from "@/types/placement";

const points = ["questions", "imply", "check"] as const;

interface IntroProps {
  role: string;
  variant: string;
  /** Answers from before the log-in that will be included. */
  carried: number;
  /** What was said then about the role the person works in. */
  workedBefore: Worked | null;
  hasAccount: boolean;
  isBusy: boolean;
  error: Error | null;
  onBegin: (worked: Worked | null) => void;
}

/** What will happen, and the button that starts it. */
export function Intro({ role, variant, carried, workedBefore, hasAccount, isBusy, error, onBegin }: IntroProps) {
  const t = useTranslations();
  const [worked, setWorked] = useState(workedBefore);
  const begin = () => onBegin(worked);
  return (
    <>
      <ol className="grid gap-4 sm:grid-cols-3">
        {points.map((point, index) => (
          <li key={point} className="border-t-2 border-course pt-3">
            <h2 className="text-xl">
              <span className="mr-2 text-course">{index + 1}</span>
              {t(`placement.intro.points.${point}.title`)}
            </h2>
            <p className="mt-1 text-soft">{t(`placement.intro.points.${point}.text`)}</p>
          </li>
        ))}
      </ol>
      <WorkedPicker worked={worked} onWorked={setWorked} />
      {error ? <Failure error={error} onRetry={begin} /> : null}
      <div>
        <div className="flex flex-wrap gap-3">
          <Button kind="primary" isBusy={isBusy} onClick={begin}>
            {carried > 0 ? t("placement.intro.continue") : t("placement.intro.start")}
          </Button>
          <ButtonLink href={pages.rate(role, variant)}>{t("placement.intro.rate")}</ButtonLink>
        </div>
        {carried > 0 ? (
          <p className="mt-3 text-sm text-soft">{t("placement.intro.carried", { count: carried })}</p>
        ) : null}
        <p className="mt-3 text-sm text-soft">
          {hasAccount ? t("placement.intro.account") : t("placement.intro.noAccount")}
        </p>
      </div>
    </>
  );
}
