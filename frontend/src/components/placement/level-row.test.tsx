import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { LevelRow } from "@/components/placement/level-row";
import { render } from "@/testing/render";
import type { PlacedLevel } from "@/types/placement";

const names = new Map([
  [1, "Foundation"],
  [2, "Working"],
]);
const git: PlacedLevel = {
  skill: { slug: "git", title: "Git" },
  level: 1,
  levelName: "Foundation",
  chances: [0.3, 0.6, 0.1],
  confidence: 0.6,
  isAsked: false,
  isGuess: true,
  because: "Not asked: so far we assume that you can do this.",
};

function show(over: Partial<Parameters<typeof LevelRow>[0]> = {}) {
  const onCorrect = vi.fn();
  render(
    <ul>
      <LevelRow
        placed={git}
        names={names}
        corrected={undefined}
        before={undefined}
        outcome={undefined}
        target={2}
        onCorrect={onCorrect}
        {...over}
      />
    </ul>,
  );
  return onCorrect;
}

test("a guess is called one, with its reason, and can be confirmed", async () => {
  const onCorrect = show();
  expect(screen.getByText("a guess")).not.toBeNull();
  expect(screen.getByText("Not asked: so far we assume that you can do this.")).not.toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "That is right: Git, 1 Foundation" }));
  expect(onCorrect).toHaveBeenCalledExactlyOnceWith("git", 1);
});

test("what the person says stands in the row and can be undone", async () => {
  const onCorrect = show({ corrected: 2, before: 1 });
  expect(screen.getByRole("listitem").textContent).toContain("2 Working set by you");
  expect(screen.queryByText(/^Not asked/)).toBeNull();
  expect(screen.getByText("You rated it 1 Foundation. It will change to 2 Working.")).not.toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Undo: Git" }));
  expect(onCorrect).toHaveBeenCalledExactlyOnceWith("git", null);
});

test("a settled level needs no button, and a rating that stays is told", () => {
  show({ placed: { ...git, confidence: 0.95, isGuess: false, because: "You said yes to level 1." }, before: 2 });
  expect(screen.getByText("sure")).not.toBeNull();
  expect(screen.getByText("You said yes to level 1.")).not.toBeNull();
  expect(screen.getByText("You rated it 2 Working. This will not change.")).not.toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
});
