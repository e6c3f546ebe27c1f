"use client";
import { useTranslations } from "use-intl";

import type { ResultProps } from "@/components/placement/level-groups";
import { readinessText } from "@/components/placement/readiness-range";
import { useResultReadiness } from "@/components/placement/use-result-readiness";
import { Button } from "@/components/ui/button";
import { certaintyOf, ratingsOf } from "@/types/placed-ratings";

type AcceptBarProps = Pick<ResultProps, "run" | "state" | "ratings"> & { onDone: () => void };

/** Stays in sight below the result: what saving it would mean, and the button for it. */
export function AcceptBar({ run, state, ratings, onDone }: AcceptBarProps) {
  const t = useTranslations();
  const changes = ratingsOf(state, run.corrections);
  const readiness = useResultReadiness({ run, state, ratings });
  const own = Object.keys(run.corrections).length;
  const guesses = state.levels.filter(
    (placed) => certaintyOf(placed) === "guess" && !(placed.skill.slug in run.corrections),
  ).length;
  const details = [
    t("placement.accept.ratings", { count: Object.keys(changes).length }),
    ...(own > 0 ? [t("placement.accept.own", { count: own })] : []),
    ...(guesses > 0 ? [t("placement.accept.guesses", { count: guesses })] : []),
  ];
  return (
    <div className="sticky bottom-0 -mx-4 border-t border-line bg-card px-4 py-3 sm:mx-0 sm:rounded-t-2xl sm:border-x sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p role="status" className="flex flex-wrap gap-x-3">
          <span className="font-semibold">{readiness ? readinessText(t, readiness) : t("readiness.line.pending")}</span>
          {details.map((detail) => (
            <span key={detail} className="text-soft">
              {detail}
            </span>
          ))}
        </p>
        <Button kind="primary" isBusy={run.isAccepting || run.isBusy} onClick={() => run.accept(onDone)}>
          {t("placement.accept.submit")}
        </Button>
      </div>
    </div>
  );
}
