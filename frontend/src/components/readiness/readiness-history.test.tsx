import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { HistoryChart } from "@/components/readiness/readiness-history";
import { render } from "@/testing/render";
import type { ReadinessHistory } from "@/types/readiness-history";

const history = (series: ReadinessHistory["series"]): ReadinessHistory => ({
  knowledgeVersion: "1.0.0",
  role: { slug: "tester", title: "Tester" },
  variant: "junior",
  variantTitle: "Junior",
  timeZone: "Europe/Berlin",
  series,
});

const series: ReadinessHistory["series"] = [
  { on: "2027-03-01", points: 20.1, cause: "placement" },
  { on: "2027-03-05", points: 27.4, cause: "progress" },
  { on: "2027-03-11", points: 25, cause: "time" },
  { on: "2027-03-12", points: 22, cause: "ratings" },
];

test("the picture says where readiness came from and went, and the last change is in words", () => {
  render(<HistoryChart history={history(series)} today="2027-03-15" />);
  const label = "Readiness over time: from 20.1 on Mar 1, 2027 to 22 today, in 4 changes.";
  expect(screen.getByRole("img", { name: label })).toBeDefined();
  expect(screen.getByText("Mar 12, 2027: 22 (-3). You lowered ratings.")).toBeDefined();
});

test("the same stands as a table that the keyboard reaches, the latest change first, each with its cause", () => {
  render(<HistoryChart history={history(series)} today="2027-03-15" />);
  const table = screen.getByRole("region", { name: "Changes of readiness as a table", hidden: true });
  expect(table.tabIndex).toBe(0);
  const rows = within(table).getAllByRole("row", { hidden: true }).slice(1);
  expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
    ["Mar 12, 2027", "22 (-3)", "You lowered ratings"],
    ["Mar 11, 2027", "25 (-2.4)", "Ratings that have not been renewed count less"],
    ["Mar 5, 2027", "27.4 (+7.3)", "You finished steps of a roadmap"],
    ["Mar 1, 2027", "20.1 (+20.1)", "Your answers to the questions about your level"],
  ]);
});

test("on the first day there is no line yet, and before it nothing but words", () => {
  render(<HistoryChart history={history(series.slice(0, 1))} today="2027-03-01" />);
  expect(screen.queryByRole("img")).toBeNull();
  expect(screen.getByText("The line starts tomorrow; what you do today already counts.")).toBeDefined();
  render(<HistoryChart history={history([])} today="2027-03-01" />);
  expect(screen.getByText(/^Nothing counts towards this role yet/)).toBeDefined();
});
