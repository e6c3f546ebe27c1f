import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { Why } from "@/components/readiness/why";
import { render } from "@/testing/render";

const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(decodeURIComponent(new URL(request.url).pathname + new URL(request.url).search));
    const node = {
      kind: "conclusion",
      source: null,
      steps: [],
      ratedOn: null,
      ratingSource: null,
      from: [],
      fromAny: [],
    };
    const body = {
      conclusion: "band",
      nodes: [{ id: "band", text: "It is called “First steps”.", ...node }],
      text: "",
    };
    return new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
  });
});

test("why is only asked when it is opened", async () => {
  render(<Why analysisId="a1" of="band" about="First steps" />);
  expect(asked).toEqual([]);
  const details = screen.getByText(/^Why\?/).closest("details") as HTMLDetailsElement;
  details.open = true;
  fireEvent(details, new Event("toggle"));
  expect(await screen.findByText("It is called “First steps”.")).not.toBeNull();
  expect(asked).toEqual(["/api/v1/analyses/a1/explanation?of=band"]);
});
