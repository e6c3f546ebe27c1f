import { screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { RoadmapCard } from "@/components/dashboard/roadmap-card";
import { render } from "@/testing/render";
import type { RoadmapSummary } from "@/types/model";

beforeEach(() => vi.stubGlobal("fetch", () => new Promise(() => undefined)));

const progress = { done: 0, total: 3, hoursDone: 0, hoursTotal: 9, hoursSpent: 0 };
const roadmap = {
  ...{ id: "r", role: { slug: "etl", title: "ETL developer" }, variant: "junior", isPrimary: true, readiness: null },
  progress,
} as unknown as RoadmapSummary;

const retiredTo = (slug: string, variant: string) => ({
  title: "ETL developer",
  nearest: { role: { slug, title: "Data engineer" }, variant, variantTitle: "Mid-level" },
});

test("a retired role leads from the start page to the nearest living one", () => {
  render(<RoadmapCard roadmap={{ ...roadmap, retired: retiredTo("data-engineer", "mid") }} isOnly />);
  const link = screen.getByRole("link", { name: "Plan the closest role: Data engineer, Mid-level" });
  expect(link.getAttribute("href")).toBe("/plan?role=data-engineer&variant=mid");
});

test("a retired seniority leads to the roadmap, which can be updated to another one", () => {
  render(<RoadmapCard roadmap={{ ...roadmap, retired: retiredTo("etl", "mid") }} isOnly />);
  expect(screen.getByRole("link", { name: "See what you can do" }).getAttribute("href")).toBe("/roadmap?id=r");
});

test("nothing done yet is not called behind", () => {
  render(<RoadmapCard roadmap={{ ...roadmap, retired: null }} isOnly />);
  expect(screen.getByText("0 of 3 steps done.")).toBeDefined();
  render(<RoadmapCard roadmap={{ ...roadmap, progress: { ...progress, done: 1, hoursDone: 3.5 } }} isOnly />);
  expect(screen.getByText("1 of 3 steps done, 3.5 h behind you.")).toBeDefined();
});
