import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { ConfirmationDialog } from "@/components/account/confirmation-dialog";
import { api } from "@/services/paths";
import { changeMe, sessionStore } from "@/testing/session";
import { render } from "@/testing/render";

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const refusal = (slug: string) =>
  json(403, { type: `/problems/${slug}`, title: slug, status: 403, detail: "Do this." });

const PASSWORD = "a lamp beside the harbour";
let isConfirmed = false;
let sent: { path: string; body: string }[] = [];

/** An API that changes the account only for a session that is confirmed. */
async function serve(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const body = await request.text();
  sent.push({ path: pathname, body });
  if (pathname === api.confirmation) {
    isConfirmed = body.includes(PASSWORD);
    return isConfirmed ? new Response(null, { status: 204 }) : refusal("wrong-current-password");
  }
  return isConfirmed ? json(200, { displayName: "Grace" }) : refusal("confirmation-required");
}

beforeEach(() => {
  isConfirmed = false;
  sent = [];
  sessionStore.set("signedIn");
  vi.stubGlobal("fetch", serve);
});

const give = (password: string) => {
  fireEvent.change(screen.getByLabelText("Password"), { target: { value: password } });
  fireEvent.click(screen.getByRole("button", { name: "Continue", hidden: true }));
};

test("the password is asked for once, and every request that waited is sent again as it was", async () => {
  render(<ConfirmationDialog />);
  const both = Promise.all([changeMe({ displayName: "Grace" }), changeMe({ timeZone: "UTC" })]);
  expect(await screen.findByText("Confirm that it is you")).toBeTruthy();
  give("something else");
  expect(await screen.findByText("wrong-current-password")).toBeTruthy();
  expect(screen.getByLabelText("Password")).toHaveProperty("value", "something else");
  give(PASSWORD);
  expect(await both).toEqual([{ displayName: "Grace" }, { displayName: "Grace" }]);
  const changes = sent.filter(({ path }) => path === api.me).map(({ body }) => body);
  expect(changes.slice(0, 2).sort()).toEqual(changes.slice(2).sort());
  await waitFor(() => expect(screen.queryByText("Confirm that it is you")).toBeNull());
});

test("who declines gets the refusal, and is asked again the next time", async () => {
  render(<ConfirmationDialog />);
  for (let round = 0; round < 2; round += 1) {
    const refused = expect(changeMe({ displayName: "Grace" })).rejects.toMatchObject({ slug: "confirmation-required" });
    await screen.findByText("Confirm that it is you");
    fireEvent.click(screen.getByRole("button", { name: "Cancel", hidden: true }));
    await refused;
  }
  expect(sent.map(({ path }) => path)).toEqual([api.me, api.me]);
});

test("where no screen can ask, the refusal comes at once", async () => {
  await expect(changeMe({ displayName: "Grace" })).rejects.toMatchObject({ slug: "confirmation-required" });
});
