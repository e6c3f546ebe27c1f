"use client";
import { useFormatter, useTranslations } from "use-intl";

import { PhaseBars } from "@/components/roadmap/phase-bars";
import { weekRange } from "@/components/ui/week-range";
import type { Phase } from "@/types/model";

const WIDTH = 100;

/** About six round marks over all weeks. */
function weekMarks(last: number): number[] {
  const step = [1, 2, 4, 8, 13, 26, 52].find((size) => last / size <= 7) ?? 104;
  return Array.from({ length: Math.floor(last / step) }, (_, index) => (index + 1) * step);
}

/** The phases over the weeks. */
export function Timeline({ phases }: { phases: readonly Phase[] }) {
  const t = useTranslations();
  const format = useFormatter();
  const last = Math.max(1, ...phases.map((phase) => phase.endWeek));
  const marks = weekMarks(last);
  const at = (week: number) => `${(WIDTH * week) / last}%`;
  return (
    <PhaseBars
      bars={phases.map(({ number, name, startWeek, endWeek }) => ({
        number,
        name,
        when: weekRange(t, startWeek, endWeek),
        start: at(startWeek - 1),
        length: at(endWeek - startWeek + 1),
      }))}
      axis={t("roadmap.timeline.axis")}
      marks={marks.map((week) => ({
        key: week,
        at: at(week),
        label: format.number(week),
        isLast: week > last * 0.94,
      }))}
    />
  );
}
