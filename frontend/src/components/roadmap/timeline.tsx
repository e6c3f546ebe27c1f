"use client";
import { useFormatter, useTranslations } from "use-intl";

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
    <div className="card p-4 sm:p-5">
      <ol className="grid gap-2.5">
        {phases.map(({ number, name, startWeek, endWeek }) => (
          <li key={number} className="grid gap-x-4 sm:grid-cols-[14rem_1fr] sm:items-center">
            <a href={`#phase-${number}`} className="hover:underline">
              <span className="font-semibold">{t("roadmap.phase.title", { number, name })}</span>
              <span className="ml-2 text-sm text-soft">{weekRange(t, startWeek, endWeek)}</span>
            </a>
            <svg aria-hidden="true" className="block h-4 w-full overflow-visible">
              <line x1="0" x2="100%" y1="8" y2="8" className="stroke-line" />
              <rect
                x={at(startWeek - 1)}
                width={at(endWeek - startWeek + 1)}
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
        <span className="text-sm text-soft max-sm:hidden">{t("roadmap.timeline.axis")}</span>
        <svg className="block h-6 w-full overflow-visible text-[13px]">
          {marks.map((week) => (
            <g key={week}>
              <line x1={at(week)} x2={at(week)} y1="0" y2="6" className="stroke-edge" />
              <text x={at(week)} y="19" textAnchor={week > last * 0.94 ? "end" : "middle"} className="fill-soft">
                {format.number(week)}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </div>
  );
}
