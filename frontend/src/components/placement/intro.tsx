"use client";
import { useTranslations } from "use-intl";

import { Button, ButtonLink } from "@/components/ui/button";
import { Failure } from "@/components/ui/notice";
import { pages } from "@/services/paths";

const points = ["questions", "imply", "check"] as const;

interface IntroProps {
  role: string;
  variant: string;
  /** Answers from before the log-in that will be included. */
  carried: number;
  hasAccount: boolean;
  isBusy: boolean;
  error: Error | null;
  onBegin: () => void;
}

/** What will happen, and the button that starts it. */
export function Intro({ role, variant, carried, hasAccount, isBusy, error, onBegin }: IntroProps) {
  const t = useTranslations();
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
      {error ? <Failure error={error} onRetry={onBegin} /> : null}
      <div>
        <div className="flex flex-wrap gap-3">
          <Button kind="primary" isBusy={isBusy} onClick={onBegin}>
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
