/** How readiness has developed: every change of it, with its day and its cause. */
import type { components } from "@/types/api.gen";
import { daysFrom } from "@/types/calendar";

export type ReadinessHistory = components["schemas"]["ReadinessHistoryView"];
export type ReadinessPoint = ReadinessHistory["series"][number];

/** A point of the series, and by how much it is higher or lower than the one before. */
export interface ReadinessChange extends ReadinessPoint {
  gained: number;
}

const tenth = (points: number) => Math.round(points * 10) / 10;

/** Every change, oldest first; the first one counts from nothing. */
export const changesOf = (series: readonly ReadinessPoint[]): ReadinessChange[] =>
  series.map((point, index) => ({ ...point, gained: tenth(point.points - (series[index - 1]?.points ?? 0)) }));

/** A corner of the staircase: days since the first point, and readiness from that day on. */
export interface Corner {
  day: number;
  points: number;
}

/** The staircase of a series up to today: readiness stays as it is until something changes it. */
export function stairsOf(series: readonly ReadinessPoint[], today: string): Corner[] {
  const first = series[0];
  const last = series.at(-1);
  if (!first || !last) return [];
  const corners = series.flatMap(({ on, points }, index) => {
    const day = daysFrom(first.on, on);
    const before = series[index - 1];
    return before
      ? [
          { day, points: before.points },
          { day, points },
        ]
      : [{ day, points }];
  });
  return [...corners, { day: Math.max(daysFrom(first.on, today), daysFrom(first.on, last.on)), points: last.points }];
}
