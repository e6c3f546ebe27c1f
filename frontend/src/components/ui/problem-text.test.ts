import { expect, test } from "vitest";

import { problemText } from "@/components/ui/problem-text";
import { t } from "@/messages/static";
import { ApiProblem } from "@/types/problem";

const refusal = (slug: string, status: number, detail: string) =>
  new ApiProblem({ type: `/problems/${slug}`, title: "No", status, detail });

test("what the API says to those who write requests is said to people in other words", () => {
  const role = refusal("unknown-role", 422, "Replace the role `nope`; /api/v1/roles lists all.");
  expect(problemText(t, role).detail).not.toMatch(/[`/]/);
  expect(problemText(t, refusal("unknown-variant", 422, "Replace `x`.")).detail).not.toMatch(/[`/]/);
  expect(problemText(t, refusal("busy", 503, "Try again in a moment.")).detail).toBe("Try again in a moment.");
});

test("a fault in a form names its field as the form does, and never the path in the request", () => {
  const fields = [
    { path: "$.displayName", message: "At most 100 characters." },
    { path: "$.items[0].x", message: "Not a number." },
  ];
  const refused = new ApiProblem({ type: "/problems/invalid-request", title: "No", status: 400, detail: "", fields });
  expect(problemText(t, refused).fields).toEqual(["Name: At most 100 characters.", "Not a number."]);
});
