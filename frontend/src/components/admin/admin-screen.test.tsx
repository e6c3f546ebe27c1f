import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { AdminScreen } from "@/components/admin/admin-screen";
import { api } from "@/services/paths";
import { sessionStore } from "@/testing/session";
import { render } from "@/testing/render";

vi.mock("next/navigation", () => ({ usePathname: () => "/admin/", useSearchParams: () => new URLSearchParams() }));

const ID = "0197c1f0-7b3e-7c51-9d4a-2f60a1b5c8e3";
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

let role = "admin";
let account = {
  id: ID,
  email: "grace@example.org",
  role: "learner",
  isDisabled: false,
  createdAt: "2026-01-02T03:04:05Z",
};
let isDown = false;
let asked: string[] = [];

async function serve(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  asked.push(`${request.method} ${pathname}${search} ${body}`.trim());
  if (pathname === api.me) return json(200, { id: "1", email: "ada@example.org", displayName: "Ada", role });
  if (isDown) return json(503, { type: "/problems/database-unavailable", title: "", status: 503, detail: "" });
  if (pathname === api.accountSearch) {
    const isFound = !body.includes("nobody");
    return json(200, { items: isFound ? [account] : [], nextCursor: null });
  }
  if (pathname === api.sizes) return json(200, { items: [{ table: "users", rows: 2, bytes: 65_536 }] });
  if (pathname === api.audit) {
    const event = {
      id: ID,
      at: "2026-01-02T03:04:05Z",
      account: ID,
      actor: null,
      action: "login.failed",
      subject: null,
    };
    return json(200, { items: search.includes("role.changed") ? [] : [event], nextCursor: null });
  }
  if (request.method === "PATCH") account = { ...account, ...(JSON.parse(body) as object) };
  return json(200, request.method === "GET" ? { account, stored: [{ table: "analyses", rows: 3 }] } : account);
}

beforeEach(() => {
  role = "admin";
  isDown = false;
  asked = [];
  account = { ...account, role: "learner", isDisabled: false };
  sessionStore.set("signedIn");
  vi.stubGlobal("fetch", serve);
});

test("a learner sees that the page is for admins, and nothing is asked for", async () => {
  role = "learner";
  render(<AdminScreen />);
  expect(await screen.findByText("This page is for admins")).toBeTruthy();
  expect(asked.filter((one) => one.includes("/admin/"))).toEqual([]);
});

test("accounts are listed, searched, and an empty result says what to do", async () => {
  render(<AdminScreen />);
  expect(await screen.findByText("grace@example.org")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("Email address or id"), { target: { value: " nobody " } });
  fireEvent.click(screen.getByRole("button", { name: "Search" }));
  expect(await screen.findByText("No account found")).toBeTruthy();
  expect(asked.at(-1)).toContain('"query":"nobody"');
});

test("an account is given a role and disabled, and the list follows", async () => {
  render(<AdminScreen />);
  fireEvent.click(await screen.findByRole("button", { name: "Manage grace@example.org" }));
  const roles = await screen.findByLabelText("Role");
  fireEvent.change(roles, { target: { value: "editor" } });
  fireEvent.click(screen.getByRole("button", { name: "Save role", hidden: true }));
  expect(await screen.findByText("The account has been changed.")).toBeTruthy();
  expect(asked).toContain(`PATCH /api/v1/admin/accounts/${ID} {"role":"editor"}`);
  fireEvent.click(screen.getByRole("button", { name: "Disable account", hidden: true }));
  expect(await screen.findByRole("button", { name: "Enable account", hidden: true })).toBeTruthy();
  expect((await screen.findAllByText("Disabled")).length).toBe(1);
});

test("the audit log says in words what happened, and is filtered by action", async () => {
  render(<AdminScreen />);
  const log = await screen.findByRole("region", { name: "Audit log" });
  expect(await within(log).findByText("Log-in failed", { selector: "span" })).toBeTruthy();
  fireEvent.change(within(log).getByLabelText("Action"), { target: { value: "role.changed" } });
  fireEvent.click(within(log).getByRole("button", { name: "Show events" }));
  expect(await within(log).findByText("No events found")).toBeTruthy();
  expect(asked.at(-1)).toContain("action=role.changed");
});

test("an unavailable database is said in words, with a way to try again", async () => {
  isDown = true;
  render(<AdminScreen />);
  await waitFor(() => expect(screen.queryAllByText("The database is unavailable").length).toBe(3));
  isDown = false;
  fireEvent.click(screen.getAllByRole("button", { name: "Try again" })[0] as HTMLElement);
  expect(await screen.findByText("grace@example.org")).toBeTruthy();
});
