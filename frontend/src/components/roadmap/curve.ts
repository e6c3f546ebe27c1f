import type { PlanItem } from "@/types/model";
import type { CurvePoint } from "@/types/planning";

/** One plan in the picture. */
export interface Series {
  letter: string;
  name: string;
  hoursPerWeek: number;
  curve: readonly CurvePoint[];
}

export type Axis = "hours" | "weeks";

/** Where a number of hours stands on the axis. */
export const along = (series: Series, hours: number, axis: Axis) =>
  axis === "hours" ? hours : hours / series.hoursPerWeek;

export const lastOf = (series: Series): CurvePoint => series.curve.at(-1) ?? { hours: 0, readiness: 0 };

/** Readiness after every step, over the hours learned till then. */
export function curveOf(items: readonly Pick<PlanItem, "hours" | "readinessAfter">[], now: number): CurvePoint[] {
  let hours = 0;
  const after = items.map((item) => {
    hours += item.hours.typical;
    return { hours, readiness: item.readinessAfter };
  });
  return [{ hours: 0, readiness: now }, ...after];
}

/** Readiness after so many hours: what the last finished step led to. */
export function readinessAt(curve: readonly CurvePoint[], hours: number): number {
  const passed = curve.filter((point) => point.hours <= hours + 1e-6);
  return passed.at(-1)?.readiness ?? curve[0]?.readiness ?? 0;
}

/** Round marks from 0 to `last`, about six of them. */
export function roundMarks(last: number): number[] {
  const size =
    [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000].find((step) => last / step <= 6.5) ?? 10_000;
  return Array.from({ length: Math.floor(last / size) + 1 }, (_, index) => index * size);
}
