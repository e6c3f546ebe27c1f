import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { ProofBadge, proofWords } from "@/components/roadmap/proof";
import type { Certificate, Proof } from "@/types/planning";

afterEach(cleanup);

const proved: Proof = { method: "exact", status: "proved", bound: 61.3, gap: 0, text: "No plan within 120 h brings more than 61.3 points." };
const away: Proof = { method: "certified", status: "solver-away", bound: 63.8, gap: 0.04, text: "The exact solver was away: at most 4 % from the best." };
const best: Certificate = { method: "exact", gap: 0, text: "No valid order raises readiness sooner." };
const near: Certificate = { method: "sidney", gap: 0.008, text: "No valid order is more than 0.9 % better." };

test("what is proved is called proved", () => {
  render(<ProofBadge selection={proved} order={best} limit={null} />);
  expect(screen.getByText("Proved:")).not.toBeNull();
  expect(screen.getByText(/No plan within 120 h/)).not.toBeNull();
});

test("what is not proved is not called so, and the distance from the best is told", () => {
  render(<ProofBadge selection={away} order={near} limit={{ kind: "budget", hours: 120, untilDate: null, readiness: null, text: "" }} />);
  expect(screen.queryByText("Proved:")).toBeNull();
  expect(screen.getByText(/could not be asked/)).not.toBeNull();
  expect(screen.getByText(/bring more than 63.8 points/)).not.toBeNull();
});

test("a proved bound does not make a plan proved that stays below it", () => {
  render(<ProofBadge selection={{ ...proved, gap: 0.004 }} order={best} limit={null} />);
  expect(screen.queryByText("Proved:")).toBeNull();
  expect(screen.getByText(/stays near your old plan/)).not.toBeNull();
});

test.each([
  [proved, best, "Proved best"],
  [proved, near, "Proved; order within 0.9 %"],
  [{ ...proved, gap: 0.0041 }, best, "At most 0.5 % from the best"],
  [away, best, "At most 4 % from the best"],
  [{ ...proved, status: "time-limit", gap: 0.012 } as Proof, best, "At most 1.2 % from the best"],
])("in few words: %#", (selection, order, words) => {
  expect(proofWords(selection, order)).toBe(words);
});
