import { expect, test } from "vitest";

import { isSameWish, limitFields, limitText, NO_LIMIT, parseLimit, replacingLimitFields, withNearest, type Limit } from "@/types/wish";

const limits: Limit[] = [
  NO_LIMIT,
  { kind: "budget", hours: 120 },
  { kind: "date", until: "2027-03-01" },
  { kind: "readiness", points: 87.5 },
];

test.each(limits)("a limit survives the way through an address: %j", (limit) => {
  expect(parseLimit(limitText(limit) ?? null)).toEqual(limit);
});

test.each(["", "0h", "-3", "101", "soon", "2027-3-1", "1e9h", "<b>"])("an address may say anything, a limit is sound: %j", (text) => {
  expect(parseLimit(text)).toEqual(NO_LIMIT);
});

test("a request names one limit at most", () => {
  expect(limits.map((limit) => Object.keys(limitFields(limit)).length)).toEqual([0, 1, 1, 1]);
});

test("to wish for no limit takes the former one away", () => {
  expect(replacingLimitFields(NO_LIMIT)).toEqual({ budgetHours: null, untilDate: null, targetReadiness: null });
  expect(replacingLimitFields({ kind: "budget", hours: 9 })).toEqual({ budgetHours: 9 });
});

test("the nearest possible wish replaces what contradicts and leaves the rest", () => {
  const wish = { hoursPerWeek: 8, limit: { kind: "readiness", points: 99 } as const, pins: ["python"] };
  expect(withNearest(wish, { targetReadiness: 87.5 })).toEqual({ ...wish, limit: { kind: "readiness", points: 87.5 } });
  expect(withNearest(wish, { pins: [] })).toEqual({ ...wish, pins: [] });
  expect(isSameWish(wish, withNearest(wish, {}))).toBe(true);
});
