import { expect, test } from "vitest";

import { curveOf, readinessAt, roundMarks } from "@/components/roadmap/curve";

const step = (typical: number, readinessAfter: number) => ({ hours: { low: 0, typical, high: 99 }, readinessAfter });

test("readiness rises when a step is finished, not before", () => {
  const curve = curveOf([step(10, 30), step(5, 55)], 12);
  expect(curve).toEqual([
    { hours: 0, readiness: 12 },
    { hours: 10, readiness: 30 },
    { hours: 15, readiness: 55 },
  ]);
  expect([0, 9.9, 10, 14, 15, 400].map((hours) => readinessAt(curve, hours))).toEqual([12, 12, 30, 30, 55, 55]);
});

test("an empty plan stays where it is", () => {
  expect(readinessAt(curveOf([], 100), 7)).toBe(100);
});

test.each([1, 7, 42, 338, 2976, 40_000])("the axis to %i has round marks that can be read", (last) => {
  const marks = roundMarks(last);
  expect(marks[0]).toBe(0);
  expect(marks.length).toBeLessThanOrEqual(8);
  expect(marks.at(-1)).toBeLessThanOrEqual(last);
});
