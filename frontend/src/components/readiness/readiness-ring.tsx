"use client";
import { useTranslations } from "use-intl";

import { isUncertain } from "@/components/readiness/uncertainty";

const around = { cx: 80, cy: 80, r: 66, pathLength: 100, transform: "rotate(-90 80 80)" };

interface RingProps {
  value: number;
  /** The range of readiness; equal to the value when every rating is certain. */
  low?: number;
  high?: number;
}

/** Readiness as a ring, with a lighter stretch where it is uncertain; drawn with attributes so that a strict content policy lets it stand. */
export function ReadinessRing({ value, low = value, high = value }: RingProps) {
  const t = useTranslations();
  const isSure = !isUncertain({ low, high });
  const label = isSure
    ? t("readiness.ring.label", { points: value })
    : t("readiness.ring.labelRange", { points: value, low, high });
  return (
    <svg viewBox="0 0 160 160" role="img" aria-label={label} className="size-40 shrink-0 sm:size-44">
      <circle cx="80" cy="80" r="66" className="fill-none stroke-line stroke-[16]" />
      {value > 0 ? (
        <circle {...around} strokeDasharray={`${value} 100`} className="fill-none stroke-course stroke-[16]" />
      ) : null}
      {isSure ? null : (
        <circle
          {...around}
          strokeDasharray={`0 ${low} ${high - low} 100`}
          className="fill-none stroke-weak stroke-[6]"
        />
      )}
      <text x="80" y="86" textAnchor="middle" className="fill-ink font-display text-[40px] font-bold">
        {t("number.points", { points: value })}
      </text>
      <text x="80" y="108" textAnchor="middle" className="fill-soft text-[14px]">
        {isSure ? t("readiness.ring.scale") : t("readiness.ring.range", { low, high })}
      </text>
    </svg>
  );
}
