import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { AnswerList } from "@/components/placement/answer-list";
import { render } from "@/testing/render";
import { answeredChoices, removalOf, type GivenAnswer, type PlacementChoice, type Use } from "@/types/placement";

const git: GivenAnswer = { skill: { slug: "git", title: "Git" }, level: 1, reply: "yes", canDo: [] };

function choice(key: string, java: Use, go: Use): PlacementChoice {
  const options = [
    { skill: { slug: "java", title: "Java" }, use: java },
    { skill: { slug: "go", title: "Go" }, use: go },
  ];
  return { key, label: `Choice ${key}`, choose: 1, options };
}

test("choices stand among the answers with what was said of them; those still open do not", async () => {
  const all = [
    choice("a", "yes", "yes"),
    choice("b", "no", "no"),
    choice("c", "skip", "skip"),
    choice("d", null, null),
  ];
  const onChange = vi.fn();
  const onRemove = vi.fn();
  const choices = answeredChoices({ choices: all });
  render(<AnswerList choices={choices} answers={[git]} onChange={onChange} onRemove={onRemove} />);
  await userEvent.click(screen.getByText("Your answers (4)"));
  const texts = screen.getAllByRole("listitem").map((item) => item.firstElementChild?.textContent);
  expect(texts).toEqual(["Choice a Java and Go", "Choice b None of these", "Choice c Skipped", "Git, level 1 Yes"]);
  await userEvent.click(screen.getByRole("button", { name: "Change: Choice b" }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith(all[1]);
  await userEvent.click(screen.getByRole("button", { name: "Remove: Choice c" }));
  expect(onRemove).toHaveBeenCalledExactlyOnceWith(all[2]);
});

test("taking back a choice takes back what was said of every option", () => {
  expect(removalOf(choice("a", "yes", "no"))).toEqual({ uses: { java: null, go: null } });
  expect(removalOf(git)).toEqual({ skill: "git", level: 1, reply: null });
});
