import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { RoleTransitions } from "@/components/ranking/role-transitions";
import type { Transition } from "@/types/ranking";

const way = (title: string, variant: string, points: number, hoursLeft: number): Transition => ({
  role: { slug: title.toLowerCase().replaceAll(" ", "-"), title },
  variant,
  points,
  hoursLeft,
});

afterEach(cleanup);

function show(roles: Transition[]) {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ roles })));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RoleTransitions slug="data-analyst" title="Data analyst" variant="mid" />
    </QueryClientProvider>,
  );
}

test("of every role the nearest seniority is shown, and what lies behind one is no way on", async () => {
  show([
    way("Data analyst", "junior", 100, 0),
    way("Data scientist", "junior", 71, 130),
    way("Data analyst", "senior", 52, 640),
    way("Data scientist", "mid", 40, 700),
  ]);
  await screen.findByRole("heading", { level: 3, name: "Data scientist" });
  expect(screen.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent)).toEqual(["Data scientist", "Data analyst"]);
  expect(screen.getByText("71 of 100 met already, about 130 h more.")).not.toBeNull();
});

test("a role that is met in full is called so", async () => {
  show([way("Business analyst", "junior", 100, 0)]);
  expect(await screen.findByText("Everything is met already.")).not.toBeNull();
});
