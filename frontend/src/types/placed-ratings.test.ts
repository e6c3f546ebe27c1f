import { expect, test } from "vitest";

import { certaintyOf, confidencesOf, ratingsOf, shownReadiness } from "@/types/placed-ratings";
import type { PlacementState } from "@/types/placement";

const change = (slug: string, after: number): PlacementState["changes"][number] => ({
  skill: { slug, title: slug },
  before: null,
  beforeSource: null,
  after,
  source: "placement",
  confidence: 0.9,
  text: "",
});

test("a level that is no guess is sure or likely", () => {
  expect(certaintyOf({ confidence: 0.93, isGuess: false })).toBe("sure");
  expect(certaintyOf({ confidence: 0.5, isGuess: false })).toBe("likely");
  expect(certaintyOf({ confidence: 0.79, isGuess: true })).toBe("guess");
});

test("every change becomes a rating, also one to none, and nothing else does", () => {
  expect(ratingsOf({ changes: [change("git", 2), change("php", 0)] }, {})).toEqual({ git: 2, php: 0 });
  expect(ratingsOf({ changes: [] }, {})).toEqual({});
});

test("what the person says counts, whatever was placed", () => {
  expect(ratingsOf({ changes: [change("git", 2), change("css", 3)] }, { git: 1, sql: 1 })).toEqual({
    git: 1,
    sql: 1,
    css: 3,
  });
});

test("a placed level keeps its confidence, and what the person corrected is their own", () => {
  const changes = [change("git", 2), change("css", 3), { ...change("sql", 1), source: "self", confidence: 1 }];
  expect(confidencesOf({ changes }, { css: 1 })).toEqual({ git: 0.9 });
});

test("the range of a placement stands beside the readiness it found, and beside no other", () => {
  const analysed = { points: 60.3, low: 58.1, high: 92.4, coverage: 0.9 };
  const found = { low: 50.2, placed: 60.3, high: 71, coverage: 0.9 };
  expect(shownReadiness(analysed, found)).toEqual({ points: 60.3, low: 50.2, high: 71, coverage: 0.9, isPlaced: true });
  expect(shownReadiness({ ...analysed, points: 62.4 }, found)).toEqual({ ...analysed, points: 62.4, isPlaced: false });
  expect(shownReadiness(analysed, null)).toEqual({ ...analysed, isPlaced: false });
});
