import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { RoadmapView } from "@/components/roadmap/roadmap-view";
import { render } from "@/testing/render";
import type { Plan } from "@/types/model";
import type { LimitView } from "@/types/planning";

const limit = (kind: LimitView["kind"], over: Partial<LimitView>): LimitView => ({
  kind,
  hours: null,
  untilDate: null,
  readiness: null,
  text: "",
  ...over,
});

function show(limited: LimitView | null) {
  render(<RoadmapView plan={{ items: [], limit: limited } as unknown as Plan} more={<p>What if</p>} />);
}

test("nothing to learn means that every target is met, only where nothing limits the plan", () => {
  show(null);
  expect(screen.getByText("There is nothing left to learn")).not.toBeNull();
  expect(screen.queryByText("What if")).toBeNull();
});

test("a readiness that is reached is called so, and other options can be tried", () => {
  show(limit("readiness", { readiness: 3 }));
  expect(screen.getByText("You are already there")).not.toBeNull();
  expect(screen.getByText("What if")).not.toBeNull();
});

test("a limit too short for any step says so", () => {
  show(limit("budget", { hours: 2 }));
  expect(screen.getByText("No step fits into this limit")).not.toBeNull();
  expect(screen.getByText(/No step raises your readiness within 2 h\. Allow more/)).not.toBeNull();
});
