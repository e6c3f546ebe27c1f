import { screen } from "@testing-library/react";
import { useTranslations } from "use-intl";
import { expect, test } from "vitest";

import { ReadinessBand } from "@/components/placement/readiness-band";
import { readinessText, roundRange, type ReadinessRange } from "@/components/placement/readiness-range";
import { AnalysisView } from "@/components/readiness/analysis-view";
import { PlanFigures } from "@/components/roadmap/roadmap-figures";
import { render } from "@/testing/render";
import type { Analysis, Plan } from "@/types/model";
import { shownReadiness } from "@/types/placed-ratings";

test("a wide range is rounded to fives, and never narrower than it is", () => {
  expect(roundRange({ low: 2.9, placed: 30.1, high: 41.4 })).toEqual({ low: 0, placed: 30, high: 45 });
  expect(roundRange({ low: 74.8, placed: 83.1, high: 97.2 })).toEqual({ low: 70, placed: 83, high: 100 });
  expect(roundRange({ low: 58.2, placed: 61.3, high: 64.1 })).toEqual({ low: 58, placed: 61, high: 65 });
});

test.each<[ReadinessRange, string]>([
  [{ low: 0, placed: 35.7, high: 100 }, "Your readiness is not clear yet."],
  [{ low: 2.9, placed: 30.1, high: 41.4 }, "Your readiness is about 30 out of 100, most likely between 0 and 45."],
  [{ low: 100, placed: 100, high: 100 }, "Your readiness is 100 out of 100."],
])("a range over nearly everything is not called one: %#", (range, text) => {
  render(<ReadinessBand range={range} />);
  expect(screen.getByText(text)).not.toBeNull();
});

const found = { low: 50.2, placed: 60.3, high: 71, coverage: 0.9 };
const readiness = { points: 60.3, low: 60.3, high: 92.4, coverage: 0.9 };

function Line() {
  return <p>{readinessText(useTranslations(), shownReadiness(readiness, found))}</p>;
}

test("the result, the ratings, readiness and the plan show the same number and the same range", () => {
  const hours = { low: 1, typical: 2, high: 3 };
  const band = { slug: "on-the-way", title: "On the way", text: "" };
  const analysis = {
    ...{ role: { slug: "tester", title: "Tester" }, variant: "junior", hoursLeft: hours, gaps: [], advice: [] },
    readiness: { ...readiness, toldShare: 0.8, band, nextQuestion: null, isCoreMet: false, bonusPoints: null },
    explanation: { conclusion: "", facts: [] },
  } as unknown as Analysis;
  const plan = { hours, weeks: hours, hoursPerWeek: 8, readinessNow: 60.3, readinessThen: 100, items: [], phases: [] };
  render(
    <>
      <ReadinessBand range={found} coverage={0.9} />
      <Line />
      <AnalysisView analysis={analysis} found={found} actions={null} />
      <PlanFigures plan={plan as unknown as Plan} readiness={shownReadiness(readiness, found)} />
    </>,
  );
  expect(screen.getByText("Your readiness is about 60 out of 100, most likely between 50 and 75.")).toBeDefined();
  expect(screen.getByText("Readiness 60 of 100 (between 50 and 75)")).toBeDefined();
  expect(screen.getByRole("img", { name: "Readiness 60 of 100, between 50 and 75" })).toBeDefined();
  expect(screen.getByText(/your readiness is most likely between 50 and 75/)).toBeDefined();
  expect(screen.getByText("60 → 100")).toBeDefined();
  expect(screen.getByText("readiness now (between 50 and 75) and at the end")).toBeDefined();
});
