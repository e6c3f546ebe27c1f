import { expect, test } from "vitest";

import {
  areSameOptions,
  limitFields,
  limitText,
  NO_LIMIT,
  parseLimit,
  replacingLimitFields,
  withNearest,
  type Limit,
} from "@/types/plan-options";

const limits: Limit[] = [
  NO_LIMIT,
  { kind: "budget", hours: 120 },
  { kind: "date", until: "2027-03-01" },
  { kind: "readiness", points: 87.5 },
];

test.each(limits)("a limit survives being written into an address: %j", (limit) => {
  expect(parseLimit(limitText(limit) ?? null)).toEqual(limit);
});

test.each(["", "0h", "-3", "101", "soon", "2027-3-1", "1e9h", "<b>"])(
  "an address may say anything, a limit is sound: %j",
  (text) => {
    expect(parseLimit(text)).toEqual(NO_LIMIT);
  },
);

test("a request names one limit at most", () => {
  expect(limits.map((limit) => Object.keys(limitFields(limit)).length)).toEqual([0, 1, 1, 1]);
});

test("choosing no limit removes the previous one", () => {
  expect(replacingLimitFields(NO_LIMIT)).toEqual({ budgetHours: null, untilDate: null, targetReadiness: null });
  expect(replacingLimitFields({ kind: "budget", hours: 9 })).toEqual({ budgetHours: 9 });
});

test("the closest possible options replace what contradicts and leave the rest", () => {
  const options = { hoursPerWeek: 8, limit: { kind: "readiness", points: 99 } as const, pins: ["python"] };
  expect(withNearest(options, { targetReadiness: 87.5 })).toEqual({
    ...options,
    limit: { kind: "readiness", points: 87.5 },
  });
  expect(withNearest(options, { pins: [] })).toEqual({ ...options, pins: [] });
  expect(areSameOptions(options, withNearest(options, {}))).toBe(true);
});
