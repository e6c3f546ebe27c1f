import { wholePoints } from "@/components/ranking/rounding";
import { isUncertain } from "@/components/readiness/uncertainty";
import type { Translate } from "@/messages";
import type { ShownReadiness } from "@/types/placed-ratings";

export interface ReadinessRange {
  low: number;
  placed: number;
  high: number;
}

const WIDE = 10;
const OPEN = 70;

/**
 * A range as exact as its own width allows: in fives where it is wide, and never narrower than it is. The value in
 * it is a whole point, the same one as on the next screen.
 */
export function roundRange({ low, placed, high }: ReadinessRange): ReadinessRange {
  const step = high - low >= WIDE ? 5 : 1;
  return {
    low: Math.floor(low / step) * step,
    placed: wholePoints(placed),
    high: Math.min(100, Math.ceil(high / step) * step),
  };
}

/** Whether a range says next to nothing, because it covers nearly the whole scale. */
export const isOpen = ({ low, high }: ReadinessRange) => high - low >= OPEN;

/** Readiness with its numbers as exact as its range allows; in tenths where nothing about it is uncertain. */
export function roundReadiness(shown: ShownReadiness): ShownReadiness {
  if (!isUncertain(shown)) return shown;
  const { low, placed, high } = roundRange({ ...shown, placed: shown.points });
  return { ...shown, points: placed, low, high };
}

/** Readiness in one line, the same on every screen. */
export function readinessText(t: Translate, shown: ShownReadiness): string {
  const { points, low, high } = roundReadiness(shown);
  return low === high ? t("readiness.line.exact", { points }) : t("readiness.line.about", { points, low, high });
}
