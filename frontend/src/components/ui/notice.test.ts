import { expect, test } from "vitest";

import { wordsOf } from "@/components/ui/notice";
import { ApiProblem } from "@/types/problem";

const refusal = (slug: string, status: number, detail: string) => new ApiProblem({ type: `/problems/${slug}`, title: "No", status, detail });

test("what the API says to those who write requests is said to people in their words", () => {
  expect(wordsOf(refusal("unknown-role", 422, "Replace the role `nope`; /api/v1/roles lists all.")).detail).not.toMatch(/[`/]/);
  expect(wordsOf(refusal("unknown-variant", 422, "Replace `x`.")).detail).not.toMatch(/[`/]/);
  expect(wordsOf(refusal("busy", 503, "Try again in a moment.")).detail).toBe("Try again in a moment.");
});
