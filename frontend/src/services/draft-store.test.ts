import { beforeEach, expect, test } from "vitest";

import { draftStore, forgetRatings, storeRating, parseDraft, rememberRole } from "@/services/draft-store";
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

test.each([
  null,
  7,
  "x",
  [],
  { ratings: { git: 9, sql: -1, css: 1.5, html: "2" }, hoursPerWeek: -3, role: { slug: 1 } },
])("whatever stands in the storage is read as a valid draft: %j", (raw) => {
  expect(parseDraft(raw)).toEqual(EMPTY_DRAFT);
});
