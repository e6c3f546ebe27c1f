import { expect, test } from "vitest";

import { certaintyOf, outcomeOf, ratingsOf } from "@/types/placed-ratings";
import type { GivenAnswer, PlacedLevel } from "@/types/placement";

const placed = (slug: string, level: number, over: Partial<PlacedLevel> = {}): PlacedLevel => ({
  skill: { slug, title: slug },
  level,
  levelName: "",
  chances: [],
  confidence: 0.95,
  isAsked: false,
  because: "",
  ...over,
});
const said = (slug: string, level: number, reply: GivenAnswer["reply"]): GivenAnswer => ({ skill: { slug, title: slug }, level, reply, canDo: [] });

test("a level is sure, likely or a guess; an answered one is never a mere guess", () => {
  expect(certaintyOf({ confidence: 0.93, isAsked: false })).toBe("sure");
  expect(certaintyOf({ confidence: 0.85, isAsked: false })).toBe("likely");
  expect(certaintyOf({ confidence: 0.5, isAsked: true })).toBe("likely");
  expect(certaintyOf({ confidence: 0.5, isAsked: false })).toBe("guess");
});

const yes = said("other", 1, "yes");

test("a guess becomes no rating", () => {
  expect(outcomeOf(placed("git", 2, { confidence: 0.5 }), undefined, [yes])).toBeUndefined();
});

test("a rating is lowered only where an own answer speaks against it", () => {
  expect(outcomeOf(placed("git", 1), 3, [yes])).toBeUndefined();
  expect(outcomeOf(placed("git", 1), 3, [yes, said("git", 4, "no")])).toBeUndefined();
  expect(outcomeOf(placed("git", 1), 3, [yes, said("git", 2, "skip")])).toBeUndefined();
  expect(outcomeOf(placed("git", 1), 3, [said("git", 2, "no")])).toBe(1);
  expect(outcomeOf(placed("git", 1), 3, [said("git", 3, "partly")])).toBe(1);
});

test("a rating changed after the placement began is never lowered, and may be raised", () => {
  const levels = [placed("git", 1), placed("sql", 3)];
  const answers = [said("git", 2, "no")];
  expect(ratingsOf({ levels, answers }, { now: { git: 2, sql: 2 }, begun: { git: 3, sql: 1 } }, {})).toEqual({ sql: 3 });
  expect(ratingsOf({ levels, answers }, { now: { git: 2, sql: 2 }, begun: { git: 2 } }, {})).toEqual({ git: 1, sql: 3 });
});

test("a rating is raised, and nothing is rated as none that nobody was asked about", () => {
  expect(outcomeOf(placed("git", 2), 1, [yes])).toBe(2);
  expect(outcomeOf(placed("php", 0), undefined, [yes])).toBeUndefined();
  expect(outcomeOf(placed("php", 0, { isAsked: true }), undefined, [said("php", 1, "no")])).toBe(0);
});

test("as long as nothing is answered nothing changes", () => {
  expect(outcomeOf(placed("git", 2), undefined, [said("git", 1, "skip")])).toBeUndefined();
});

test("what the person says counts, whatever was placed", () => {
  const levels = [placed("git", 2), placed("sql", 1, { confidence: 0.5 }), placed("css", 3)];
  expect(ratingsOf({ levels, answers: [yes] }, { now: { css: 3 } }, { git: 1, sql: 1 })).toEqual({ git: 1, sql: 1 });
});
