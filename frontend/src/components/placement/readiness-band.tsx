"use client";
import { useTranslations } from "use-intl";

import { isOpen, roundRange, type ReadinessRange } from "@/components/placement/readiness-range";
import type { Translate } from "@/messages";

function rangeText(t: Translate, range: ReadinessRange): string {
  if (isOpen(range)) return t("placement.range.open");
  const { low, placed, high } = range;
  if (high === low) return t("placement.range.exact", { placed: low });
  return t("placement.range.about", { placed, low, high });
}

function Scale() {
  return (
    <p aria-hidden="true" className="flex justify-between text-sm text-soft">
      <span>0</span>
      <span>50</span>
      <span>100</span>
    </p>
  );
}

/** Where readiness lies on the scale from 0 to 100: a band that narrows with every answer. */
export function ReadinessBand({ range, coverage }: { range: ReadinessRange; coverage?: number | undefined }) {
  const t = useTranslations();
  const rounded = roundRange(range);
  const { low, placed, high } = rounded;
  const isUnclear = isOpen(rounded);
  return (
    <div>
      <p>{rangeText(t, rounded)}</p>
      <svg
        role="img"
        aria-label={isUnclear ? t("placement.range.openLabel") : t("placement.range.label", { low, high })}
        className="mt-2 block h-7 w-full overflow-visible"
      >
        <rect y="8" width="100%" height="12" rx="6" className="fill-line" />
        <rect
          x={`${low}%`}
          y="8"
          width={`${Math.max(1, high - low)}%`}
          height="12"
          rx="6"
          className={`fill ${isUnclear ? "fill-shoal-3" : "fill-strong"}`}
        />
        {isUnclear ? null : <circle cx={`${placed}%`} cy="14" r="9" className="fill-card stroke-course stroke-4" />}
      </svg>
      <Scale />
      {coverage !== undefined && !isUnclear && high > low ? (
        <p className="mt-1 text-sm text-soft">{t("placement.range.coverage", { count: Math.round(coverage * 10) })}</p>
      ) : null}
    </div>
  );
}
