import { expect, test } from "vitest";

import { pages, safeNext } from "@/services/paths";

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a b", "", null])(
  "after a log-in no one is sent to %j",
  (next) => {
    expect(safeNext(next)).toBe(pages.me);
  },
);

test("after a log-in one returns to the page one came from, with its question", () => {
  const here = pages.plan("backend-developer", "junior", { hours: 12, pins: ["postgresql"] });
  expect(safeNext(here)).toBe("/plan/?role=backend-developer&variant=junior&hours=12&pins=postgresql");
});
