import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { RoleTransitions } from "@/components/ranking/role-transitions";
import { render } from "@/testing/render";
import type { Transition } from "@/types/ranking";

const transition = (title: string, variant: string, points: number, hoursLeft: number): Transition => ({
  role: { slug: title.toLowerCase().replaceAll(" ", "-"), title },
  variant,
  variantTitle: `Title of ${variant}`,
  points,
  hoursLeft,
  likeness: 0.5,
  sharedSteps: 12,
  text: "Both roles require SQL.",
});

function show(roles: Transition[]) {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ roles })));
  render(<RoleTransitions slug="data-analyst" title="Data analyst" variant="mid" variantTitle="Mid-level" />);
}

test("roles stand in the order of likeness, each in its readiest seniority, without what is met already", async () => {
  show([
    transition("Data analyst", "junior", 100, 0),
    transition("Data scientist", "mid", 40, 700),
    transition("Data analyst", "senior", 52, 640),
    transition("Data scientist", "junior", 71, 130),
  ]);
  await screen.findByRole("heading", { level: 3, name: "Data scientist" });
  expect(screen.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent)).toEqual([
    "Data scientist",
    "Data analyst",
  ]);
  expect(screen.getAllByText("Both roles require SQL.").length).toBe(2);
  expect(screen.getByText("71 of 100 already met, about 130 h left, prerequisites included.")).not.toBeNull();
});

test("a role that is met in full is called so", async () => {
  show([transition("Business analyst", "junior", 100, 0)]);
  expect(await screen.findByText("All requirements are already met.")).not.toBeNull();
});
