import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { SkillCard, type ImpliedLevel } from "@/components/rating/skill-card";
import { render } from "@/testing/render";

const level = (n: number, name: string, canDo: string) => ({
  level: n,
  name,
  canDo: [canDo],
  requires: [],
  resources: [],
});
const review = { skill: { slug: "code-review", title: "Code review" }, level: 2 };
const git = {
  slug: "git",
  title: "Git",
  summary: "Keeps versions.",
  levels: [level(1, "Foundation", "Commit a change"), level(2, "Working", "Rebase a branch")],
};

beforeEach(() => vi.stubGlobal("fetch", async () => new Response(JSON.stringify(git))));

function show(props: { rated?: number; implied?: ImpliedLevel }) {
  const onRate = vi.fn();
  render(<SkillCard skill={git} target={2} rated={props.rated} implied={props.implied} onRate={onRate} />);
  return onRate;
}

test("every level shows the sentences that say what it means, and which one the role requires", async () => {
  show({});
  await screen.findByText("Commit a change");
  expect(screen.getByRole("radio", { name: /2 Working.*Required for this role.*Rebase a branch/ })).not.toBeNull();
  expect(screen.getByText("Not rated")).not.toBeNull();
});

test("choosing a level with the keyboard rates the skill", async () => {
  const onRate = show({});
  await screen.findByText("Commit a change");
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.keyboard(" ");
  expect(onRate).toHaveBeenCalledWith("git", 0);
});

test("an implied level is shown as implied and not as chosen", async () => {
  show({ implied: { level: 1, because: [review] } });
  const implied = await screen.findByRole<HTMLInputElement>("radio", { name: /Implied by Code review 2/ });
  expect(implied.checked).toBe(false);
});

test("an own rating silences what would be implied", async () => {
  show({ rated: 0, implied: { level: 1, because: [review] } });
  await screen.findByText("Commit a change");
  expect(screen.queryByText(/Implied by/)).toBeNull();
});
