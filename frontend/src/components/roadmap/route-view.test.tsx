import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { RouteView } from "@/components/roadmap/route-view";
import type { Plan } from "@/types/model";
import type { LimitView } from "@/types/planning";

afterEach(cleanup);

const limit = (kind: LimitView["kind"], text: string): LimitView => ({ kind, hours: null, untilDate: null, readiness: null, text });

function show(limited: LimitView | null) {
  render(<RouteView plan={{ items: [], limit: limited } as unknown as Plan} more={<p>What if</p>} />);
}

test("nothing to learn means that every target is met, only where nothing limits the plan", () => {
  show(null);
  expect(screen.getByText("Nothing is left to learn")).not.toBeNull();
  expect(screen.queryByText("What if")).toBeNull();
});

test("a readiness one has already is said to be reached, and other wishes can be tried", () => {
  show(limit("readiness", "To readiness 3."));
  expect(screen.getByText("You are there already")).not.toBeNull();
  expect(screen.getByText("What if")).not.toBeNull();
});

test("a limit too short for any step says so", () => {
  show(limit("budget", "Within 2 h: nothing that raises readiness is as short."));
  expect(screen.getByText("No step fits into this limit")).not.toBeNull();
  expect(screen.getByText(/nothing that raises readiness is as short\. Allow more/)).not.toBeNull();
});
