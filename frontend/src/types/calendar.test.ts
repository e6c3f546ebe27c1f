import { expect, test } from "vitest";

import { dateOf, dayAfter, daysFrom, mondaysFrom, monthMarks, spanOf } from "@/types/calendar";

test("days are counted across the ends of months and years, and across a change of the clock", () => {
  expect(dayAfter("2026-12-28", 7)).toBe("2027-01-04");
  expect(dayAfter("2028-02-28", 1)).toBe("2028-02-29");
  expect(daysFrom("2026-10-24", "2026-10-26")).toBe(2);
  expect(daysFrom("2027-01-04", "2026-12-28")).toBe(-7);
  expect(dateOf("2027-03-01").toISOString()).toBe("2027-03-01T00:00:00.000Z");
});

test("weeks begin on their Mondays", () => {
  expect(mondaysFrom("2026-12-21", 3)).toEqual(["2026-12-21", "2026-12-28", "2027-01-04"]);
});

test("a phase lasts from its first open step to its last, and what is done has no days", () => {
  const parts = [
    { startOn: null, endOn: null },
    { startOn: "2027-01-04", endOn: "2027-01-10" },
    { startOn: "2026-12-28", endOn: "2027-01-03" },
  ];
  expect(spanOf(parts)).toEqual({ start: "2026-12-28", end: "2027-01-10" });
  expect(spanOf(parts.slice(0, 1))).toBeNull();
});

test("about six months are marked on the time line, whatever its length", () => {
  expect(monthMarks({ start: "2026-11-29", end: "2027-02-14" })).toEqual(["2026-12-01", "2027-01-01", "2027-02-01"]);
  expect(monthMarks({ start: "2026-11-29", end: "2026-11-30" })).toEqual([]);
  // 24 months in steps of 6.
  expect(monthMarks({ start: "2026-11-29", end: "2028-11-29" })).toEqual([
    "2026-12-01",
    "2027-06-01",
    "2027-12-01",
    "2028-06-01",
  ]);
});
