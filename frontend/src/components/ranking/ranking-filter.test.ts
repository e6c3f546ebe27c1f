import { expect, test } from "vitest";

import { filterRoles, type RankingFilter, variantsInOrder } from "@/components/ranking/ranking-filter";
import { roundHours, wholePoints } from "@/components/ranking/rounding";
import type { RankedRole } from "@/types/ranking";

const ranked = (title: string, variant: string, points: number, hoursLeft: number): RankedRole => ({
  role: { slug: title.toLowerCase(), title },
  variant,
  variantTitle: `${variant} title`,
  points,
  toldShare: 1,
  hoursLeft,
  band: { slug: "band", title: "Band" },
  isReady: false,
  notTold: 0,
  missing: 0,
  weak: 0,
  strong: 0,
  likeness: null,
  sharedSteps: null,
});

test("only what is met in full is called 100", () => {
  expect([99.9, 100, 42.4].map(wholePoints)).toEqual([99, 100, 42]);
});

test("hours are as exact as an estimate of their size can be", () => {
  expect([7.4, 62, 343, 2571].map(roundHours)).toEqual([7, 60, 340, 2570]);
});

test("variants come in the order of the content, each after all that precede it in some role", () => {
  const role = (...slugs: string[]) => ({ variants: slugs.map((variant) => ({ variant, title: "" })) as never });
  const roles = [role("mid", "senior"), role("apprentice", "junior", "mid", "senior", "staff")];
  const shown = ["senior", "staff", "mid", "apprentice", "junior", "mid"].map((slug) => ranked("Tester", slug, 1, 1));
  expect(variantsInOrder(roles, shown)).toEqual([
    ["apprentice", "apprentice title"],
    ["junior", "junior title"],
    ["mid", "mid title"],
    ["senior", "senior title"],
    ["staff", "staff title"],
  ]);
});

test("roles are narrowed by seniority and by what a search found, and sorted", () => {
  const roles = [
    ranked("Data analyst", "junior", 60, 300),
    ranked("Data engineer", "junior", 50, 100),
    ranked("Data analyst", "senior", 20, 900),
  ];
  const hours = (filter: Omit<RankingFilter, "search">, searched?: ReadonlySet<string>) =>
    filterRoles(roles, filter, searched).map(({ hoursLeft }) => hoursLeft);
  expect(hours({ variant: "junior", sort: "readiness" })).toEqual([300, 100]);
  expect(hours({ variant: "junior", sort: "hours" })).toEqual([100, 300]);
  expect(hours({ variant: "", sort: "readiness" }, new Set(["data analyst"]))).toEqual([300, 900]);
  expect(hours({ variant: "", sort: "readiness" }, new Set())).toEqual([]);
});
