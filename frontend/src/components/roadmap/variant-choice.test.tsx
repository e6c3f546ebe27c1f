import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { VariantChoice } from "@/components/roadmap/variant-choice";
import { render } from "@/testing/render";

afterEach(() => vi.unstubAllGlobals());

test("a role has the variants of its content, in their order and by their titles", async () => {
  const variants = [
    { variant: "trainee", title: "Trainee" },
    { variant: "level-2", title: "Agent II" },
    { variant: "mid", title: "Mid-level" },
    { variant: "lead", title: "Team lead" },
    { variant: "fellow", title: "Fellow" },
  ];
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ slug: "agent", variants })));
  const chosen: string[] = [];
  render(<VariantChoice role="agent" current="level-2" chosen="mid" onChoose={(one) => chosen.push(one)} />);
  await screen.findByRole("radio", { name: "Trainee" });
  expect(screen.getAllByRole("radio").map((radio) => radio.closest("label")?.textContent)).toEqual([
    "Trainee",
    "Agent II (now)",
    "Mid-level",
    "Team lead",
    "Fellow",
  ]);
  await userEvent.click(screen.getByRole("radio", { name: "Team lead" }));
  expect(chosen).toEqual(["lead"]);
});
