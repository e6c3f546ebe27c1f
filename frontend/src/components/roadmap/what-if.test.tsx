import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import { WhatIf } from "@/components/roadmap/what-if";
import { useAlternatives } from "@/hooks/use-alternatives";
import { render } from "@/testing/render";
import type { Plan } from "@/types/model";
import { NO_LIMIT, type PlanOptions } from "@/types/plan-options";

interface Asked {
  base: { hoursPerWeek: number };
  variants: { name: string; hoursPerWeek: number; budgetHours?: number | null }[];
}

const proof = {
  selection: { method: "exact", status: "proved", bound: null, gap: 0, text: "" },
  order: { method: "exact", gap: 0, text: "" },
};

/** A planner in memory: 96 hours of learning, whatever the options; budgets under 5 h are impossible. */
function viewOf({ name, hoursPerWeek, budgetHours }: Asked["variants"][number], base: number) {
  const weeks = Math.ceil(96 / hoursPerWeek);
  const impossible = typeof budgetHours === "number" && budgetHours < 5;
  return {
    name,
    ...proof,
    hours: { low: 60, typical: 96, high: 150 },
    weeks: { low: weeks, typical: weeks, high: weeks },
    readinessNow: 10,
    readinessThen: 100,
    items: 12,
    limit: null,
    choices: [],
    curve: impossible
      ? []
      : [
          { hours: 0, readiness: 10 },
          { hours: 96, readiness: 100 },
        ],
    difference: { hours: 0, weeks: weeks - Math.ceil(96 / base), readinessThen: 0, added: [], dropped: [] },
    problem: impossible
      ? {
          slug: "budget-too-small",
          title: "Too few hours",
          detail: "",
          conflict: "`java` alone takes 5 h.",
          nearest: { budgetHours: 5 },
          didYouMean: [],
        }
      : null,
  };
}

const asked: Asked[] = [];

async function answer(request: Request): Promise<Response> {
  const sent = (await request.json()) as Asked;
  asked.push(sent);
  const { base, variants } = sent;
  const body = {
    base: viewOf({ name: "base", ...base }, base.hoursPerWeek),
    variants: variants.map((one) => viewOf(one, base.hoursPerWeek)),
  };
  return new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
}

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", answer);
});

const plan = { items: [], readinessNow: 10, choices: [] } as unknown as Plan;

function Screen({ onTake }: { onTake: (options: PlanOptions) => void }) {
  const [options, setOptions] = useState<PlanOptions>({ hoursPerWeek: 8, limit: NO_LIMIT, pins: [] });
  return (
    <WhatIf
      plan={plan}
      request={{ role: "r", variant: "v", ratings: {}, options }}
      board={useAlternatives()}
      start={{ hours: 48, until: "2027-03-01", points: 55 }}
      wholeHours={96}
      onTake={(next) => {
        onTake(next);
        setOptions(next);
      }}
    />
  );
}

function show() {
  const onTake = vi.fn();
  render(<Screen onTake={onTake} />);
  return onTake;
}

const press = (name: RegExp | string) => fireEvent.click(screen.getByRole("button", { name }));
const card = (name: string) => screen.findByRole("article", { name });

test("other options show what they lead to, compared with the current plan", async () => {
  show();
  press(/A different pace/);
  const faster = within(await card("12 h a week"));
  expect(await faster.findByText("4 weeks less")).not.toBeNull();
  expect(faster.getByText("The same steps as A.")).not.toBeNull();
});

test("a slider that is pulled asks once, when it rests", async () => {
  show();
  press(/A different pace/);
  await within(await card("12 h a week")).findByText("4 weeks less");
  const before = asked.length;
  const slider = screen.getByRole("slider", { name: "Hours a week (slider)" });
  // Without a pause between them, so that on a slow machine none of them rests for long enough.
  for (const hours of [13, 14, 15, 16]) fireEvent.change(slider, { target: { value: String(hours) } });
  const pulled = within(await card("16 h a week"));
  expect(pulled.getByText("4 weeks less"), "the previous figures stay on the screen").not.toBeNull();
  expect(await pulled.findByText("6 weeks less")).not.toBeNull();
  expect(asked.slice(before).map(({ variants }) => variants[0]?.hoursPerWeek)).toEqual([16]);
});

test("infeasible options say why and lead to the closest possible ones, and do not spoil the others", async () => {
  show();
  press(/A different pace/);
  press(/Total hours/);
  fireEvent.change(await screen.findByRole("spinbutton", { name: "Hours in total" }), { target: { value: "3" } });
  expect(await screen.findByText("The options you chose take at least 5 h, including prerequisites.")).not.toBeNull();
  expect(within(await card("12 h a week")).getByText("4 weeks less")).not.toBeNull();
  press("Plan with 5 h");
  await waitFor(() =>
    expect(screen.queryByText("The options you chose take at least 5 h, including prerequisites.")).toBeNull(),
  );
  expect(await card("Within 5 h")).not.toBeNull();
});

test("options that are used change places with those of the plan, so that one can go back", async () => {
  const onTake = show();
  press(/A different pace/);
  await within(await card("12 h a week")).findByText("4 weeks less");
  press(/^Use this one/);
  expect(onTake).toHaveBeenCalledWith({ hoursPerWeek: 12, limit: NO_LIMIT, pins: [] });
  expect(await within(await card("8 h a week")).findByText("4 weeks more")).not.toBeNull();
});

test("when the server cannot be reached, the previous figures stay and it can be tried again", async () => {
  show();
  press(/A different pace/);
  await within(await card("12 h a week")).findByText("4 weeks less");
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  fireEvent.change(screen.getByRole("slider", { name: "Hours a week (slider)" }), { target: { value: "16" } });
  expect(await screen.findByText("The server cannot be reached")).not.toBeNull();
  expect(within(await card("16 h a week")).getByText("4 weeks less")).not.toBeNull();
  vi.stubGlobal("fetch", answer);
  press("Try again");
  expect(await within(await card("16 h a week")).findByText("6 weeks less")).not.toBeNull();
});

test("there is room for four", async () => {
  show();
  for (const name of [/A different pace/, /Total hours/, /Until a date/, /Target readiness/]) press(name);
  expect(await screen.findByText(/four options at a time/)).not.toBeNull();
  expect(screen.queryByRole("button", { name: /A different pace/ })).toBeNull();
});
