import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { ChoiceCard } from "@/components/placement/choice-card";
import { render } from "@/testing/render";
import type { PlacementChoice, Use } from "@/types/placement";

function show(over: { isBusy?: boolean; label?: string | null; uses?: Record<string, Use> } = {}) {
  const { isBusy = false, label = "A back-end language", uses = {} } = over;
  const options = ["Java", "Go", "Python"].map((title) => {
    const slug = title.toLowerCase();
    return { skill: { slug, title }, use: uses[slug] ?? null };
  });
  const choice: PlacementChoice = { key: "language", label, choose: 1, options };
  const onReply = vi.fn();
  render(<ChoiceCard choice={choice} isBusy={isBusy} onReply={onReply} />);
  return onReply;
}

test("a choice takes the focus, says what it asks and that leaving one out is no claim", () => {
  show();
  expect(document.activeElement?.textContent).toBe("Which of these do you use?A back-end language");
  const group = screen.getByRole("group", { description: /Leaving one out says nothing/ });
  expect(group.querySelectorAll("input[type=checkbox]")).toHaveLength(3);
});

test("what is chosen is in use, the others are not", async () => {
  const onReply = show();
  await userEvent.click(screen.getByRole("checkbox", { name: "Go" }));
  await userEvent.click(screen.getByRole("button", { name: "Continue" }));
  expect(onReply).toHaveBeenCalledExactlyOnceWith({ java: "no", go: "yes", python: "no" });
});

test("the keyboard is enough: Tab, Space and Enter", async () => {
  const onReply = show();
  await userEvent.tab();
  await userEvent.keyboard(" ");
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.keyboard(" {Enter}");
  expect(onReply).toHaveBeenCalledExactlyOnceWith({ java: "yes", go: "no", python: "yes" });
});

test("nothing chosen means none in use, and skipping says nothing of any", async () => {
  const onReply = show();
  await userEvent.click(screen.getByRole("button", { name: "Continue" }));
  expect(onReply).toHaveBeenLastCalledWith({ java: "no", go: "no", python: "no" });
  await userEvent.click(screen.getByRole("button", { name: "Skip" }));
  expect(onReply).toHaveBeenLastCalledWith({ java: "skip", go: "skip", python: "skip" });
});

test("when it is changed, the former answer is marked", () => {
  show({ uses: { java: "yes", go: "no", python: "no" } });
  const checked = screen.getAllByRole<HTMLInputElement>("checkbox").map((box) => box.checked);
  expect(checked).toEqual([true, false, false]);
});

test("while an answer is on its way nothing more is taken", async () => {
  const onReply = show({ isBusy: true });
  await userEvent.click(screen.getByRole("button", { name: /^Continue/ }));
  await userEvent.click(screen.getByRole("button", { name: /^Skip/ }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Go" }));
  await userEvent.keyboard("{Enter}");
  expect(onReply).not.toHaveBeenCalled();
});

test("a choice without a label is called by its options", () => {
  show({ label: null });
  expect(screen.getByRole("heading", { level: 2, name: /Java, Go, or Python$/ })).not.toBeNull();
});
