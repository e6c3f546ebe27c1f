"use client";
import { useFormatter, useTranslations } from "use-intl";

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
    <div className="card p-4 sm:p-5">
      <ol className="grid gap-2.5">
        {bars.map(({ number, name, ...days }) => (
          <li key={number} className="grid gap-x-4 sm:grid-cols-[14rem_1fr] sm:items-center">
            <a href={`#phase-${number}`} className="hover:underline">
              <span className="font-semibold">{t("roadmap.phase.title", { number, name })}</span>
              <span className="ml-2 text-sm text-soft">{span(days)}</span>
            </a>
            <svg aria-hidden="true" className="block h-4 w-full overflow-visible">
              <line x1="0" x2="100%" y1="8" y2="8" className="stroke-line" />
              <rect
                x={at(days.start)}
                width={`${(100 * (daysFrom(days.start, days.end) + 1)) / length}%`}
                y="2"
                height="12"
                rx="6"
                className="fill-course"
              />
            </svg>
          </li>
        ))}
      </ol>
      <div aria-hidden="true" className="mt-1 grid gap-x-4 sm:grid-cols-[14rem_1fr]">
        <span className="text-sm text-soft max-sm:hidden">{t("roadmap.timeline.days")}</span>
        <svg className="block h-6 w-full overflow-visible text-[13px]">
          {marks.map((day) => (
            <g key={day}>
              <line x1={at(day)} x2={at(day)} y1="0" y2="6" className="stroke-edge" />
              <text
                x={at(day)}
                y="19"
                textAnchor={daysFrom(today, day) > length * 0.9 ? "end" : "middle"}
                className="fill-soft"
              >
                {format.dateTime(dateOf(day), "month")}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </div>
  );
}
