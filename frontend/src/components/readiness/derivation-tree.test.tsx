import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { DerivationTree, outlineOf } from "@/components/readiness/derivation-tree";
import type { DerivationNode } from "@/types/planning";

afterEach(cleanup);

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

test("a conclusion shows what it follows from, where that stands and who rated when", () => {
  render(
    <DerivationTree
      derivation={derivation(
        node("end", { kind: "conclusion", from: ["rule", "git"] }),
        node("rule", { kind: "rule", source: "rules/gaps.yaml:13:5" }),
        node("git", { kind: "rating", ratedOn: "2026-11-03", ratingSource: "self" }),
      )}
    />,
  );
  expect(screen.getByText("rules/gaps.yaml:13:5")).not.toBeNull();
  expect(screen.getByText("rated by you on Nov 3, 2026")).not.toBeNull();
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
});

test("alternatives are said as either and or", () => {
  render(<DerivationTree derivation={derivation(node("end", { fromAny: [["java"], ["python"]] }), node("java"), node("python"))} />);
  expect(within(screen.getByText("either").parentElement as HTMLElement).getByText("About java.")).not.toBeNull();
  expect(within(screen.getByText("or").parentElement as HTMLElement).getByText("About python.")).not.toBeNull();
});

test("what was unfolded above is named again but not repeated", () => {
  const outline = outlineOf(
    derivation(node("end", { from: ["a", "b"] }), node("a", { from: ["c"] }), node("b", { from: ["c"] }), node("c", { from: ["d"] }), node("d")),
  );
  expect(outline?.all[0]?.all[0]?.all.map(({ node: { id } }) => id)).toEqual(["d"]);
  expect(outline?.all[1]?.all[0]).toMatchObject({ all: [], isRepeated: true });
});

test("a circle, should one ever be sent, ends", () => {
  const outline = outlineOf(derivation(node("end", { from: ["a"] }), node("a", { from: ["end"] })));
  expect(outline?.all[0]?.all[0]?.isRepeated).toBe(true);
});
