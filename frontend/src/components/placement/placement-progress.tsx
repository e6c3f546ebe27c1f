"use client";
import { useTranslations } from "use-intl";

import { Meter } from "@/components/ui/meter";
import { certaintyOf } from "@/types/placed-ratings";
import type { PlacementState } from "@/types/placement";

interface ProgressProps {
  state: PlacementState;
  /** The levels the role requires, by skill. */
  targets: ReadonlyMap<string, number>;
  isBusy: boolean;
}

/** The number of the question, the most there can be, and how many of the required skills are sure already. */
export function PlacementProgress({ state, targets, isBusy }: ProgressProps) {
  const t = useTranslations();
  const { asked, mostQuestions, levels } = state;
  const required = levels.filter(({ skill }) => targets.has(skill.slug));
  const sure = required.filter((placed) => certaintyOf(placed) === "sure").length;
  return (
    <div className="grid gap-1.5">
      <p role="status" className="flex flex-wrap justify-between gap-x-4">
        <span className="font-semibold">
          {isBusy
            ? t("placement.progress.busy")
            : t("placement.progress.question", { number: Math.min(asked + 1, mostQuestions), most: mostQuestions })}
        </span>
        <span className="text-soft">{t("placement.progress.sure", { sure, total: required.length })}</span>
      </p>
      <Meter
        label={t("placement.progress.meter", { asked, most: mostQuestions })}
        value={asked}
        max={mostQuestions}
        tone="strong"
      />
    </div>
  );
}
