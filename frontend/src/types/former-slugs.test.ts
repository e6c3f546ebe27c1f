import { expect, test } from "vitest";

import { followPlaced, followRatings, followSlug, formerSlugs, storedRatings, titleOfSlug } from "@/types/former-slugs";

const former = formerSlugs([
  { slug: "postgres", change: "renamed", to: ["postgresql"] },
  { slug: "psql", change: "merged", to: ["postgresql"] },
  { slug: "web", change: "split", to: ["html", "css"] },
  { slug: "fax", change: "retired", to: [] },
]);

test("a renamed skill is the same skill, and a rating under its new slug is the later one", () => {
  expect(followRatings({ postgres: 3 }, former).ratings).toEqual({ postgresql: 3 });
  expect(followRatings({ postgres: 3, postgresql: 1 }, former).ratings).toEqual({ postgresql: 1 });
});

test.each([
  [{ psql: 2 }, 2],
  [{ psql: 2, postgresql: 3 }, 3],
  [{ psql: 4, postgresql: 3 }, 4],
  [{ psql: 4, postgres: 3 }, 4],
  [{ psql: 1, postgres: 3 }, 3],
])("of skills that were merged the higher level counts: %j", (ratings, level) => {
  expect(followRatings(ratings, former).ratings).toEqual({ postgresql: level });
});

test("a skill that was split waits for the person, one that was retired does not count, and both stay", () => {
  const followed = followRatings({ web: 2, fax: 1, git: 4 }, former);
  expect(followed).toEqual({
    ratings: { git: 4 },
    setAside: [
      { slug: "web", level: 2, to: ["html", "css"] },
      { slug: "fax", level: 1, to: [] },
    ],
  });
  expect(storedRatings(followed)).toEqual({ git: 4, web: 2, fax: 1 });
});

test("a slug that nothing is known of is never dropped", () => {
  expect(followRatings({ "made-up": 2 }, former).ratings).toEqual({ "made-up": 2 });
});

test("to follow twice is to follow once", () => {
  const ratings = { postgres: 3, psql: 4, web: 2, fax: 1, "made-up": 2 };
  const once = storedRatings(followRatings(ratings, former));
  expect(storedRatings(followRatings(once, former))).toEqual(once);
});

test("a single slug leads on only where one took its place", () => {
  expect(["postgres", "psql", "web", "fax", "git"].map((slug) => followSlug(slug, former))).toEqual([
    ...["postgresql", "postgresql", "web", "fax", "git"],
  ]);
});

test("a skill that only its slug is left of has a title to be read", () => {
  expect(titleOfSlug("fax-machines")).toBe("Fax machines");
});

test.each([
  ["renamed", { postgres: 3 }, { postgres: 0.8 }, { postgresql: 0.8 }],
  ["renamed, and rated under the new slug since", { postgres: 3, postgresql: 1 }, { postgres: 0.8 }, {}],
  ["merged, the placed level is higher", { psql: 4, postgresql: 3 }, { psql: 0.8 }, { postgresql: 0.8 }],
  ["merged, the person's own level is as high", { psql: 3, postgresql: 3 }, { psql: 0.8 }, {}],
  ["merged into a placed one", { psql: 4, postgresql: 3 }, { postgresql: 0.8 }, {}],
  ["split", { web: 2 }, { web: 0.8 }, { web: 0.8 }],
])("a confidence follows its rating: %s", (_, ratings, placed, expected) => {
  const followed = storedRatings(followRatings(ratings, former));
  expect(followPlaced({ ratings, placed }, followed, former)).toEqual(expected);
});
