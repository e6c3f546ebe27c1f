import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { QuestionCard } from "@/components/placement/question-card";
import { render } from "@/testing/render";

afterEach(() => void vi.restoreAllMocks());

function show(over: { isBusy?: boolean; given?: "yes" | "no" } = {}) {
  const onReply = vi.fn();
  render(
    <QuestionCard
      title="Git"
      level={2}
      levelName="Working"
      canDo={["Rebase a branch"]}
      isBusy={false}
      onReply={onReply}
      {...over}
    >
      <p>Why</p>
    </QuestionCard>,
  );
  return onReply;
}

test("a new question takes the focus and says what it is about", () => {
  show();
  expect(document.activeElement?.textContent).toBe("Can you do this?Git");
  expect(screen.getByText("Rebase a branch")).not.toBeNull();
});

test("the keys 1 to 4 answer, others do not", async () => {
  const onReply = show();
  await userEvent.keyboard("5x{Control>}1{/Control}");
  expect(onReply).not.toHaveBeenCalled();
  await userEvent.keyboard("2");
  expect(onReply).toHaveBeenCalledExactlyOnceWith("partly");
});

test("keys pressed outside of the question answer nothing", async () => {
  const onReply = show();
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard("1");
  expect(onReply).not.toHaveBeenCalled();
});

test("arrows go round the buttons and Enter answers", async () => {
  const onReply = show();
  await userEvent.tab();
  await userEvent.keyboard("{ArrowLeft}{ArrowLeft}{Enter}");
  expect(onReply).toHaveBeenCalledExactlyOnceWith("no");
});

test("while an answer is on its way nothing more is taken", async () => {
  const onReply = show({ isBusy: true });
  await userEvent.keyboard("1");
  await userEvent.click(screen.getByRole("button", { name: /^Yes/ }));
  expect(onReply).not.toHaveBeenCalled();
});

test("when an answer is changed, the former one is marked", () => {
  show({ given: "no" });
  expect(screen.getByRole("button", { name: /^No/ }).getAttribute("aria-pressed")).toBe("true");
  expect(screen.getByRole("button", { name: /^Yes/ }).getAttribute("aria-pressed")).toBe("false");
});

test.each([
  [-180, 400, 1],
  [12, 5000, 1],
  [12, 400, 0],
])("a question from %i to %i on the screen is brought into sight where it is cut off", (top, bottom, times) => {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue({ top, bottom } as DOMRect);
  const scroll = vi.fn();
  Element.prototype.scrollIntoView = scroll;
  show();
  expect(scroll).toHaveBeenCalledTimes(times);
});
