import { expect, test } from "vitest";

import { gapWords, pick, roundHours, wholePoints } from "@/components/ranking/words";
import type { RankedRole } from "@/types/ranking";

const ranked = (title: string, variant: string, points: number, hoursLeft: number): RankedRole => ({
  role: { slug: title.toLowerCase(), title },
  variant,
  points,
  hoursLeft,
  band: { slug: "band", title: "Band" },
  isReady: false,
  missing: 0,
  weak: 0,
  strong: 0,
});

test("only what is met in full is called 100", () => {
  expect([99.9, 100, 42.4].map(wholePoints)).toEqual([99, 100, 42]);
});

test("hours are told as exactly as an estimate of their size can be", () => {
  expect([7.4, 62, 343, 2571].map(roundHours)).toEqual(["7 h", "60 h", "340 h", "2,570 h"]);
});

test("roles are narrowed by seniority and title, and put in the order wanted", () => {
  const roles = [ranked("Data analyst", "junior", 60, 300), ranked("Data engineer", "junior", 50, 100), ranked("Data analyst", "senior", 20, 900)];
  const names = (wanted: Parameters<typeof pick>[1]) => pick(roles, wanted).map(({ hoursLeft }) => hoursLeft);
  expect(names({ variant: "junior", sort: "readiness", search: "" })).toEqual([300, 100]);
  expect(names({ variant: "junior", sort: "hours", search: "data" })).toEqual([100, 300]);
  expect(names({ variant: "", sort: "readiness", search: "ANALYST" })).toEqual([300, 900]);
});

test("what is missing is told, and nothing where nothing is", () => {
  expect(gapWords({ missing: 4, weak: 1 })).toBe("4 missing, 1 weak");
  expect(gapWords({ missing: 0, weak: 0 })).toBe("everything met");
});
