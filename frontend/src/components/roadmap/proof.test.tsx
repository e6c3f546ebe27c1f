import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { ProofBadge, proofText } from "@/components/roadmap/proof";
import { t } from "@/messages/static";
import { render } from "@/testing/render";
import type { Certificate, LimitView, Proof } from "@/types/planning";

const budget: LimitView = { kind: "budget", hours: 120, untilDate: null, readiness: null, text: "" };
const proved: Proof = { method: "exact", status: "proved", bound: 61.3, gap: 0, text: "" };
const unavailable: Proof = { method: "certified", status: "solver-unavailable", bound: 63.8, gap: 0.04, text: "" };
const best: Certificate = { method: "exact", gap: 0, text: "" };
const near: Certificate = { method: "sidney", gap: 0.008, text: "" };

test("what is proved is called proven, with its bound", () => {
  render(<ProofBadge selection={proved} order={best} limit={budget} />);
  expect(screen.getByText("Proven:")).not.toBeNull();
  expect(screen.getByText(/No other plan within this limit leads to a higher readiness/)).not.toBeNull();
  expect(screen.getByText(/leads to a readiness above 61.3/)).not.toBeNull();
});

test("without a limit, what is proved is the hours", () => {
  render(<ProofBadge selection={proved} order={best} limit={null} />);
  expect(screen.getByText(/No other set of steps takes fewer hours/)).not.toBeNull();
  expect(screen.getByText(/takes fewer than 61.3 h/)).not.toBeNull();
});

test("what is not proved is not called so, and the distance from the best is shown", () => {
  render(<ProofBadge selection={unavailable} order={near} limit={budget} />);
  expect(screen.queryByText("Proven:")).toBeNull();
  expect(screen.getByText(/was unavailable/)).not.toBeNull();
  expect(screen.getByText("This set of steps is at most 4% from the best.")).not.toBeNull();
  expect(screen.getByText(/leads to a readiness above 63.8/)).not.toBeNull();
  expect(screen.getByText("No other order of these steps is more than 0.9% better.")).not.toBeNull();
});

test("a proved bound does not make a plan proved that stays below it", () => {
  render(<ProofBadge selection={{ ...proved, gap: 0.004 }} order={best} limit={null} />);
  expect(screen.queryByText("Proven:")).toBeNull();
  expect(screen.getByText(/stays close to your previous one/)).not.toBeNull();
});

test("an order that was never checked is not called proven", () => {
  render(<ProofBadge selection={proved} order={{ method: "unknown", gap: 1, text: "" }} limit={null} />);
  expect(screen.getAllByText(/has not been checked/)).toHaveLength(2);
  expect(screen.queryByText(/This is proven/)).toBeNull();
});

test.each([
  [proved, best, "Proven best"],
  [proved, near, "Proven; order within 0.9%"],
  [{ ...proved, gap: 0.0041 }, best, "At most 0.5% from the best"],
  [unavailable, best, "At most 4% from the best"],
  [{ ...proved, status: "time-limit", gap: 0.012 } as Proof, best, "At most 1.2% from the best"],
])("in few words: %#", (selection, order, text) => {
  expect(proofText(t, selection, order)).toBe(text);
});
