import { expect, test } from "vitest";

import { withDays } from "@/components/ui/format";

test("a sentence of the API shows its days as the screens do, and keeps everything else", () => {
  expect(withDays("Until 2027-02-22 there are 104 h.")).toBe("Until Feb 22, 2027 there are 104 h.");
  expect(withDays("Within 104 h: 9 steps, from 14.2 to 56.7 points.")).toBe("Within 104 h: 9 steps, from 14.2 to 56.7 points.");
});
