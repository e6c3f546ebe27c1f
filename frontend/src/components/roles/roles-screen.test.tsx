import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { RolesScreen } from "@/components/roles/roles-screen";
import { render } from "@/testing/render";
import type { RoleSummary } from "@/types/model";

const role = (slug: string, title: string): RoleSummary => ({
  slug,
  title,
  family: null,
  summary: "A role.",
  variants: [],
});
const roles = [role("blockchain-developer", "Blockchain developer"), role("ai-engineer", "AI engineer")];

afterEach(() => vi.unstubAllGlobals());

/** A server that lists all roles, and finds only one of them. */
function stubServer(): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    const q = new URL(request.url).searchParams.get("q");
    asked.push(q ?? "");
    const items = q === null ? roles : roles.slice(1);
    const body = JSON.stringify({ items, nextCursor: null, knowledgeVersion: "1.0.0" });
    return Promise.resolve(new Response(body, { headers: { "content-type": "application/json" } }));
  });
  return asked;
}

test("the search shows what the server finds, and all roles again without a search", async () => {
  const asked = stubServer();
  render(<RolesScreen />);
  expect(await screen.findByText("Blockchain developer")).toBeTruthy();
  const field = screen.getByRole("searchbox");
  await userEvent.type(field, "ai");
  await waitFor(() => expect(screen.queryByText("Blockchain developer")).toBeNull());
  expect(screen.getByText("AI engineer")).toBeTruthy();
  expect(asked).toContain("ai");
  await userEvent.clear(field);
  expect(await screen.findByText("Blockchain developer")).toBeTruthy();
});
