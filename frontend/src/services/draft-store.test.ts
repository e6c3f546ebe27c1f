import { beforeEach, expect, test } from "vitest";

import {
  draftStore,
  forgetRatings,
  storePlacement,
  storeRating,
  parseDraft,
  rememberRole,
} from "@/services/draft-store";
import { EMPTY_DRAFT } from "@/types/draft";

beforeEach(() => draftStore.set(EMPTY_DRAFT));

test("a rating is stored in the browser at once", () => {
  storeRating("git", 2);
  expect(JSON.parse(window.localStorage.getItem("career.draft") ?? "")).toMatchObject({ ratings: { git: 2 } });
});

test("a rating changed while it was being saved is not forgotten", () => {
  storeRating("git", 2);
  storeRating("sql", 1);
  const saved = draftStore.get().ratings;
  storeRating("git", 3);
  forgetRatings(saved);
  expect(draftStore.get().ratings).toEqual({ git: 3 });
});

test("the role looked at survives the ratings that were saved", () => {
  rememberRole("backend-developer", "junior");
  storeRating("git", 2);
  forgetRatings({ git: 2 });
  expect(draftStore.get().role).toEqual({ slug: "backend-developer", variant: "junior" });
});

const found = { role: "backend-developer", variant: "junior", low: 50, placed: 60.3, high: 71, coverage: 0.9 };

test("what a placement wrote keeps its confidence and its range, also after a reload", () => {
  storePlacement({ git: 2, sql: 1 }, { git: 0.8 }, found);
  const stored: unknown = JSON.parse(window.localStorage.getItem("career.draft") ?? "");
  expect(parseDraft(stored)).toMatchObject({ ratings: { git: 2, sql: 1 }, placed: { git: 0.8 }, found });
});

test("a rating by hand replaces the placed one and ends the range", () => {
  storePlacement({ git: 2, css: 1 }, { git: 0.8, css: 0.7 }, found);
  storeRating("git", 2);
  expect(draftStore.get()).toMatchObject({ ratings: { git: 2, css: 1 }, placed: { css: 0.7 }, found: null });
});

test("ratings that went to the account take their confidence along", () => {
  storePlacement({ git: 2, css: 1 }, { git: 0.8, css: 0.7 }, found);
  forgetRatings({ git: 2 });
  expect(draftStore.get()).toMatchObject({ ratings: { css: 1 }, placed: { css: 0.7 }, found: null });
});

test.each([
  null,
  7,
  "x",
  [],
  { placed: { git: 0.5 }, found: { ...found, low: -1 } },
  { ratings: { git: 9, sql: -1, css: 1.5, html: "2" }, hoursPerWeek: -3, role: { slug: 1 } },
])("whatever stands in the storage is read as a valid draft: %j", (raw) => {
  expect(parseDraft(raw)).toEqual(EMPTY_DRAFT);
});
