import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ConfirmScreen } from "@/components/account/confirm-screen";
import { EmailForm } from "@/components/account/email-form";
import { LogInScreen } from "@/components/account/log-in-screen";
import { ResetScreen } from "@/components/account/reset-screen";
import { VerificationBanner } from "@/components/account/verification-banner";
import { refusal } from "@/testing/fake-server";
import { render } from "@/testing/render";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ replace: () => undefined }),
  useSearchParams: () => new URLSearchParams(),
  usePathname: () => "/login/",
}));

const OUTBOX = "/api/v1/dev/outbox";
const PASSWORD = "a bench below the linden";

/** What was sent: method and path, with the body where there was one. */
let sent: [string, unknown][];
let answers: Record<string, () => Response>;
let isVerified: boolean;

const json = (status: number, body: unknown) =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json" },
  });

async function answer(input: Request | string): Promise<Response> {
  const request = input instanceof Request ? input : new Request(new URL(input, "http://localhost"));
  const path = new URL(request.url).pathname.replace("/api/v1", "");
  if (path === "/me") return json(200, { id: "ada", email: "ada@example.org", isEmailVerified: isVerified });
  const text = await request.text();
  sent.push([path, text === "" ? null : JSON.parse(text)]);
  return answers[path]?.() ?? json(404, {});
}

beforeEach(() => {
  sent = [];
  isVerified = false;
  answers = {};
  vi.stubGlobal("fetch", answer);
});

afterEach(() => {
  vi.unstubAllGlobals();
  window.localStorage.clear();
  window.history.replaceState(null, "", "/");
});

const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

test("the log-in leads to a new password", () => {
  render(<LogInScreen />);
  expect(screen.getByRole("link", { name: "Forgot your password?" }).getAttribute("href")).toMatch(/^\/reset\/?$/);
});

test.each([[null], [OUTBOX]])("who forgot the password asks for a link (outbox: %j)", async (outbox) => {
  answers["/auth/reset"] = () => json(202, { outbox });
  render(<ResetScreen />);
  await userEvent.type(screen.getByLabelText("Email"), " ada@example.org ");
  await press("Send the link");
  await screen.findByText(/If there is an account with ada@example.org, we have sent a link to it/);
  expect(sent).toEqual([["/auth/reset", { email: "ada@example.org" }]]);
  const hint = screen.queryByRole("link", { name: "Open the outbox" });
  expect(hint?.getAttribute("href") ?? null).toBe(outbox);
});

test("a link to set a new password is taken out of the address and used", async () => {
  window.history.replaceState(null, "", "/reset/#token=cil_secret");
  answers["/auth/reset/confirm"] = () => json(204, null);
  render(<ResetScreen />);
  expect(window.location.href).not.toContain("cil_secret");
  await userEvent.type(await screen.findByLabelText("New password"), PASSWORD);
  await press("Set new password");
  await screen.findByText(/Your new password is set/);
  expect(sent).toEqual([["/auth/reset/confirm", { token: "cil_secret", password: PASSWORD }]]);
  expect(screen.getByRole("link", { name: "Log in" }).getAttribute("href")).toMatch(/^\/login\/?$/);
});

test("a link that does not work leads to a new one", async () => {
  window.history.replaceState(null, "", "/reset/#token=cil_old");
  answers["/auth/reset/confirm"] = () => refusal(422, "invalid-link");
  render(<ResetScreen />);
  await userEvent.type(await screen.findByLabelText("New password"), PASSWORD);
  await press("Set new password");
  await screen.findByText("About invalid-link.");
  await press("Ask for a new link");
  await screen.findByRole("heading", { name: "Forgot your password?" });
});

test.each([
  ["#verification=cil_v", "/auth/verification/confirm", "cil_v"],
  ["#email=cil_e", "/auth/email/confirm", "cil_e"],
])("an address is confirmed by a click and not by opening the page: %s", async (fragment, path, token) => {
  window.history.replaceState(null, "", `/confirm/${fragment}`);
  answers[path] = () => json(200, { email: "new@example.org" });
  render(<ConfirmScreen />);
  const button = await screen.findByRole("button", { name: "Confirm my address" });
  expect(sent).toEqual([]);
  await userEvent.click(button);
  await screen.findByText("new@example.org is confirmed.");
  expect(sent).toEqual([[path, { token }]]);
});

test("a page without a link, or with that of a password, says where the link is", async () => {
  window.history.replaceState(null, "", "/confirm/#token=cil_r");
  render(<ConfirmScreen />);
  await screen.findByText(/Open the link from the mail/);
  expect(screen.queryByRole("button")).toBeNull();
});

test("a confirmation that is refused can be tried again", async () => {
  window.history.replaceState(null, "", "/confirm/#email=cil_e");
  answers["/auth/email/confirm"] = () => refusal(409, "email-taken");
  render(<ConfirmScreen />);
  await userEvent.click(await screen.findByRole("button", { name: "Confirm my address" }));
  await screen.findByText("About email-taken.");
  expect(screen.getByRole("button", { name: "Confirm my address" })).toBeTruthy();
});

test("the banner asks to confirm the address, and sends the link again", async () => {
  answers["/auth/verification"] = () => json(202, { outbox: OUTBOX });
  render(<VerificationBanner />);
  await screen.findByText(/open the link we sent to ada@example.org/);
  expect(screen.queryByRole("link", { name: "Open the outbox" })).toBeNull();
  await press("Send again");
  await screen.findByText("We sent a new link to ada@example.org.");
  expect(screen.getByRole("link", { name: "Open the outbox" }).getAttribute("href")).toBe(OUTBOX);
  expect(sent).toEqual([["/auth/verification", null]]);
});

test("a confirmed address is not asked for", async () => {
  isVerified = true;
  const { container } = render(<VerificationBanner />);
  await act(async () => {
    await Promise.resolve();
  });
  expect(container.textContent).toBe("");
});

test("a new address needs the password, and is said to change later", async () => {
  answers["/me/email"] = () => json(202, { outbox: null });
  render(<EmailForm />);
  await userEvent.click(screen.getByText("Change email address"));
  await userEvent.type(screen.getByLabelText("New email address"), "new@example.org");
  await userEvent.type(screen.getByLabelText("Current password"), PASSWORD);
  await press("Send the link");
  await screen.findByText("We sent a link to new@example.org. Your address changes once you open it.");
  expect(sent).toEqual([["/me/email", { email: "new@example.org", currentPassword: PASSWORD }]]);
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>("Current password").value).toBe(""));
});
