import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { ReadinessBand } from "@/components/placement/readiness-band";
import { roundRange, type ReadinessRange } from "@/components/placement/readiness-range";
import { render } from "@/testing/render";

test("a wide range is rounded to fives, and never narrower than it is", () => {
  expect(roundRange({ low: 2.9, placed: 30.1, high: 41.4 })).toEqual({ low: 0, placed: 30, high: 45 });
  expect(roundRange({ low: 74.8, placed: 83.1, high: 97.2 })).toEqual({ low: 70, placed: 83, high: 100 });
  expect(roundRange({ low: 58.2, placed: 61.3, high: 64.1 })).toEqual({ low: 58, placed: 61, high: 65 });
});

test.each<[ReadinessRange, string]>([
  [{ low: 0, placed: 35.7, high: 100 }, "Your readiness is not clear yet."],
  [{ low: 2.9, placed: 30.1, high: 41.4 }, "Your readiness is about 30 out of 100, most likely between 0 and 45."],
  [{ low: 100, placed: 100, high: 100 }, "Your readiness is 100 out of 100."],
])("a range over nearly everything is not called one: %#", (range, text) => {
  render(<ReadinessBand range={range} />);
  expect(screen.getByText(text)).not.toBeNull();
});
