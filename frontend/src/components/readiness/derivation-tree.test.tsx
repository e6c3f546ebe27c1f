import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { DerivationTree, outlineOf } from "@/components/readiness/derivation-tree";
import { SourcesButton } from "@/components/ui/facts";
import { render } from "@/testing/render";
import type { DerivationNode } from "@/types/planning";

const node = (id: string, over: Partial<DerivationNode> = {}): DerivationNode => ({
  id,
  kind: "requirement",
  text: `About ${id}.`,
  source: null,
  steps: [],
  ratedOn: null,
  ratingSource: null,
  from: [],
  fromAny: [],
  ...over,
});

const derivation = (...nodes: DerivationNode[]) => ({
  knowledgeVersion: "1.0.0",
  knowledgeHash: "",
  engineVersion: "1",
  of: "end",
  conclusion: "end",
  value: {},
  nodes,
  text: "",
});

const rated = derivation(
  node("end", { kind: "conclusion", from: ["rule", "git"] }),
  node("rule", { kind: "rule", source: "rules/gaps.yaml:13:5" }),
  node("git", { kind: "rating", ratedOn: "2026-11-03", ratingSource: "self" }),
);

test("a conclusion shows what it follows from, and on request where that is written and who rated when", async () => {
  render(
    <>
      <SourcesButton />
      <DerivationTree derivation={rated} />
    </>,
  );
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
  expect(screen.queryByText("rules/gaps.yaml:13:5"), "no place in the content unless asked for").toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show sources" }));
  expect(screen.getByText("rules/gaps.yaml:13:5")).not.toBeNull();
  expect(screen.getByText("Rated by you on Nov 3, 2026")).not.toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Hide sources" }));
  expect(screen.queryByText("rules/gaps.yaml:13:5")).toBeNull();
});

test("alternatives are said as either and or", () => {
  render(
    <DerivationTree
      derivation={derivation(node("end", { fromAny: [["java"], ["python"]] }), node("java"), node("python"))}
    />,
  );
  expect(within(screen.getByText("Either").parentElement as HTMLElement).getByText("About java.")).not.toBeNull();
  expect(within(screen.getByText("Or").parentElement as HTMLElement).getByText("About python.")).not.toBeNull();
});

test("what was unfolded above is named again but not repeated", () => {
  const outline = outlineOf(
    derivation(
      node("end", { from: ["a", "b"] }),
      node("a", { from: ["c"] }),
      node("b", { from: ["c"] }),
      node("c", { from: ["d"] }),
      node("d"),
    ),
  );
  expect(outline?.all[0]?.all[0]?.all.map(({ node: { id } }) => id)).toEqual(["d"]);
  expect(outline?.all[1]?.all[0]).toMatchObject({ all: [], isRepeated: true });
});

test("a cycle, should one ever be sent, ends", () => {
  const outline = outlineOf(derivation(node("end", { from: ["a"] }), node("a", { from: ["end"] })));
  expect(outline?.all[0]?.all[0]?.isRepeated).toBe(true);
});
