"use client";
import { useTranslations } from "use-intl";

import { Chevron } from "@/components/ui/facts";
import type { Hours } from "@/types/model";
import type { Weeks } from "@/types/planning";

/** A range from low to high with the typical value marked in it. */
export function RangeBar({ low, typical, high }: Hours) {
  const span = Math.max(high - low, 1e-6);
  const at = `${(100 * (typical - low)) / span}%`;
  return (
    <svg aria-hidden="true" className="block h-4 w-full overflow-visible">
      <line x1="0" x2="100%" y1="8" y2="8" className="stroke-edge stroke-[3]" strokeLinecap="round" />
      <circle cx={at} cy="8" r="6" className="fill-course" />
    </svg>
  );
}

interface TimeRangesProps {
  hours: Hours;
  weeks: Weeks;
}

/** How long the plan takes, and what low, typical and high mean in its own numbers. */
export function TimeRanges({ hours, weeks }: TimeRangesProps) {
  const t = useTranslations();
  const { low, typical, high } = weeks;
  return (
    <details>
      <summary className="grid gap-1">
        <span>
          {t("roadmap.ranges.summary", { low, typical, high })}{" "}
          <span className="inline-flex items-center gap-1.5 font-semibold whitespace-nowrap text-course">
            <Chevron />
            {t("roadmap.ranges.explain")}
          </span>
        </span>
      </summary>
      <div className="mt-3 grid max-w-prose gap-3">
        <div className="max-w-sm">
          <RangeBar {...hours} />
          <p className="flex justify-between text-sm text-soft">
            <span>{t("number.hours", { hours: hours.low })}</span>
            <span>{t("roadmap.ranges.typical", { hours: hours.typical })}</span>
            <span>{t("number.hours", { hours: hours.high })}</span>
          </p>
        </div>
        <p>{t("roadmap.ranges.text", { low: hours.low, high: hours.high })}</p>
        <p className="text-soft">{t("roadmap.ranges.estimate")}</p>
      </div>
    </details>
  );
}
