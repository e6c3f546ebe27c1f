import { expect, test } from "vitest";

import { honestRange, rangeWords } from "@/components/placement/words";

test("a wide range is told in fives, and never narrower than it is", () => {
  expect(honestRange({ low: 2.9, placed: 30.1, high: 41.4 })).toEqual({ low: 0, placed: 30, high: 45 });
  expect(honestRange({ low: 58.2, placed: 61.3, high: 64.1 })).toEqual({ low: 58, placed: 61, high: 65 });
});

test("a range over nearly everything is called open", () => {
  expect(rangeWords({ low: 0, placed: 35.7, high: 100 })).toBe("Your readiness is still open.");
  expect(rangeWords({ low: 2.9, placed: 30.1, high: 41.4 })).toBe("Your readiness is about 30 of 100, most likely between 0 and 45.");
  expect(rangeWords({ low: 100, placed: 100, high: 100 })).toBe("Your readiness is 100 of 100.");
});
