import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { AnalysisView } from "@/components/readiness/analysis-view";
import { render } from "@/testing/render";
import type { Analysis, Gap, GapClass } from "@/types/model";

const explanation = { conclusion: "Because.", facts: [] };
const hours = { low: 5, typical: 10, high: 20 };

const gap = (label: string, gapClass: GapClass, importance: Gap["importance"] = "core"): Gap => ({
  key: label.toLowerCase(),
  label,
  gapClass,
  importance,
  weight: 1,
  points: gapClass === "strong" ? 25 : 0,
  pointsPossible: 25,
  hoursLeft: hours,
  targets: [
    {
      skill: { slug: label.toLowerCase(), title: label },
      targetLevel: 1,
      heldLevel: gapClass === "strong" ? 1 : 0,
      isImplied: false,
      source: gapClass === "not_told" ? null : "self",
      isCounted: true,
    },
  ],
  explanation,
});

const gaps = [
  gap("Git", "not_told"),
  gap("Docker", "not_told"),
  gap("SQL", "missing"),
  gap("Python", "strong"),
  gap("CSS", "not_told", "bonus"),
];

const band = { slug: "first-steps", title: "First steps", text: "You have something to build on." };
const nextQuestion = {
  skill: { slug: "docker", title: "Docker" },
  level: 1,
  canDo: ["Build an image"],
  points: 37.5,
};

function show(readiness: Partial<Analysis["readiness"]>) {
  const analysis: Analysis = {
    knowledgeVersion: "1.0.0",
    engineVersion: "0.4.0",
    role: { slug: "tester", title: "Tester" },
    variant: "junior",
    variantTitle: "Junior",
    readiness: {
      points: 25,
      low: 25,
      high: 75,
      coverage: 0.9,
      toldShare: 0.5,
      band,
      nextQuestion: null,
      isCoreMet: false,
      bonusPoints: 0,
      ...readiness,
    },
    hoursLeft: { low: 300, typical: 441, high: 600 },
    gaps,
    implied: [],
    advice: [],
    explanation,
  };
  render(<AnalysisView analysis={analysis} actions={null} />);
  return within(screen.getByRole("region", { name: "Readiness" }));
}

test("what is not rated stands apart from what is missing, with a way to rate it", () => {
  show({});
  const open = within(screen.getByRole("region", { name: /Not rated yet/ }));
  expect(open.getByText("Git")).toBeDefined();
  expect(open.queryByText("SQL")).toBeNull();
  expect(open.getByRole("link", { name: "Rate these" }).getAttribute("href")).toBe("/rate?role=tester&variant=junior");
  expect(within(screen.getByRole("region", { name: /Missing/ })).getByText("SQL")).toBeDefined();
});

test("the classes add up to the requirements that count, and the bonus is said apart", () => {
  const summary = show({});
  expect(summary.getAllByRole("link").map(({ textContent }) => textContent)).toEqual([
    "2 not rated",
    "1 missing",
    "0 weak",
    "1 strong",
  ]);
  expect(summary.getByText("and 1 bonus")).toBeDefined();
  expect(screen.getByRole("heading", { name: "Not rated yet 2 requirements and 1 bonus" })).toBeDefined();
});

test("where too little is rated there is a range and the rating that would tell most", () => {
  const summary = show({ band: null, nextQuestion, toldShare: 0.4, high: 85 });
  expect(summary.getByRole("heading", { name: "Not enough rated yet" })).toBeDefined();
  expect(summary.getByText(/between 25 and 85. You have rated 40%/)).toBeDefined();
  const next = within(screen.getByRole("region", { name: "Rate this next: Docker" }));
  expect(next.getByText("Build an image")).toBeDefined();
  expect(next.getByText(/37.5 points/)).toBeDefined();
});

test("the hours left are those of the roadmap, and a gap names its part", () => {
  const summary = show({});
  expect(summary.getByText(/About 441 h left, prerequisites included/)).toBeDefined();
  expect(screen.getAllByText(/10 h for this requirement alone/).length).toBeGreaterThan(0);
});
