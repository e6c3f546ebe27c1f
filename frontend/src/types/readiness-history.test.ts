import { expect, test } from "vitest";

import { changesOf, stairsOf, type ReadinessPoint } from "@/types/readiness-history";

const series: ReadinessPoint[] = [
  { on: "2027-03-01", points: 20.1, cause: "ratings" },
  { on: "2027-03-05", points: 27.4, cause: "progress" },
  { on: "2027-03-05", points: 30, cause: "placement" },
  { on: "2027-03-11", points: 28.5, cause: "time" },
];

test("every change says by how much, the first one from nothing", () => {
  expect(changesOf(series).map(({ gained }) => gained)).toEqual([20.1, 7.3, 2.6, -1.5]);
});

test("readiness stays as it is until something changes it, and up to today", () => {
  expect(stairsOf(series, "2027-03-15").map(({ day, points }) => [day, points])).toEqual([
    [0, 20.1],
    [4, 20.1],
    [4, 27.4],
    [4, 27.4],
    [4, 30],
    [10, 30],
    [10, 28.5],
    [14, 28.5],
  ]);
});

test("a day that is behind the last change, west of where it was made, does not turn the line back", () => {
  expect(stairsOf(series.slice(0, 2), "2027-03-04").at(-1)).toEqual({ day: 4, points: 27.4 });
});

test("nothing rated has no line", () => {
  expect(stairsOf([], "2027-03-04")).toEqual([]);
  expect(changesOf([])).toEqual([]);
});
