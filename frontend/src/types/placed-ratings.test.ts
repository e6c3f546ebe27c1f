import { expect, test } from "vitest";

import { certaintyOf, ratingsOf } from "@/types/placed-ratings";
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
