"use client";
import { useFormatter, useTranslations } from "use-intl";

import { PhaseBars } from "@/components/roadmap/phase-bars";
import { useDays } from "@/components/ui/use-days";
import { dateOf, daysFrom, monthMarks, spanOf, type Span } from "@/types/calendar";
import type { Phase, Plan } from "@/types/model";

type Bar = Pick<Phase, "number" | "name"> & Span;

/** The phases that still have days; what is done has none. */
export function datedBars({ phases, items }: Plan): Bar[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return phases.flatMap(({ number, name, itemIds }) => {
    const span = spanOf(itemIds.flatMap((id) => byId.get(id) ?? []));
    return span ? [{ number, name, ...span }] : [];
  });
}

/** The phases that are left, over real days from today on. */
export function DatedTimeline({ bars, today }: { bars: readonly Bar[]; today: string }) {
  const t = useTranslations();
  const format = useFormatter();
  const { span } = useDays();
  const end =
    bars
      .map((bar) => bar.end)
      .sort()
      .at(-1) ?? today;
  const length = Math.max(1, daysFrom(today, end) + 1);
  const at = (day: string) => `${(100 * Math.max(0, daysFrom(today, day))) / length}%`;
  const marks = monthMarks({ start: today, end });
  return (
    <PhaseBars
      bars={bars.map(({ number, name, ...days }) => ({
        number,
        name,
        when: span(days),
        start: at(days.start),
        length: `${(100 * (daysFrom(days.start, days.end) + 1)) / length}%`,
      }))}
      axis={t("roadmap.timeline.days")}
      marks={marks.map((day) => ({
        key: day,
        at: at(day),
        label: format.dateTime(dateOf(day), "month"),
        isLast: daysFrom(today, day) > length * 0.9,
      }))}
    />
  );
}
