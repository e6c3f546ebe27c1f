import { expect, test } from "vitest";

import { partsOf, rangeOf } from "@/components/readiness/waterfall";
import type { Comparison } from "@/types/model";

const comparison = (before: number, after: number, byPerson: number, byTime: number, byContent: number) =>
  ({ before, after, byPerson, byTime, byContent, changes: [] }) as unknown as Comparison;

test("the three parts lead from before to after without a gap", () => {
  const parts = partsOf(comparison(16.2, 19, 4.1, -0.3, -1));
  expect(parts.map(({ from, to }) => [from, to])).toEqual([
    [16.2, 20.3],
    [20.3, 20],
    [20, 19],
  ]);
});

test("the picture shows all that happened and never leaves the scale", () => {
  for (const one of [
    comparison(0, 100, 100, 0, 0),
    comparison(50, 50, 0, 0, 0),
    comparison(99.9, 98, -1, -0.4, -0.5),
  ]) {
    const { low, high } = rangeOf(one.before, partsOf(one));
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(100);
    expect(low).toBeLessThanOrEqual(Math.min(one.before, one.after));
    expect(high).toBeGreaterThanOrEqual(Math.max(one.before, one.after));
    expect(high).toBeGreaterThan(low);
  }
});
