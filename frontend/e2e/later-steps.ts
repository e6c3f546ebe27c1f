/** What a returning person does. */
import assert from "node:assert/strict";

import type { Visit } from "./browser.ts";
import { accountRatings, progressOf, rating, type Person } from "./steps.ts";
import { t } from "./words.ts";

export async function logOut({ page, inspect }: Visit): Promise<void> {
  await page
    .getByRole("link", { name: t("shell.nav.me") })
    .first()
    .click();
  await page.getByRole("link", { name: "Account and log out" }).click();
  await page.getByRole("heading", { level: 2, name: "Where you are logged in" }).waitFor();
  await inspect("10-account");
  await page.getByRole("button", { name: "Log out", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /course to the job/ }).waitFor();
  const kept = await page.evaluate(() => window.localStorage.getItem("career.draft"));
  assert.equal(kept, null, "nothing of a person stays on the device");
}

async function enter({ page }: Visit, { email, password }: Person): Promise<void> {
  await page.getByRole("heading", { level: 1, name: "Log in" }).waitFor();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

/** Opens the dashboard while logged out, is refused once, and comes back to it. */
export async function logIn(visit: Visit, person: Person): Promise<void> {
  const { page, inspect } = visit;
  await page.goto("/me/");
  await page.getByText(t("account.gate.title")).waitFor();
  await page.getByRole("main").getByRole("link", { name: "Log in" }).click();
  await enter(visit, { ...person, password: "not the password at all" });
  await page.getByText("Wrong email address or password").waitFor();
  await inspect("11-log-in");
  await enter(visit, person);
  await page.getByRole("heading", { level: 1, name: `Welcome back, ${person.name}` }).waitFor();
}

export async function resume({ page, inspect }: Visit): Promise<void> {
  await page.getByText(t("dashboard.current")).waitFor();
  await inspect("12-my-route");
  await page.getByRole("link", { name: t("dashboard.continue", { role: "Backend developer" }) }).click();
  await page.getByText(/^1 of \d+ steps done/).waitFor();
  assert.ok(await progressOf(page, 0).getByRole("radio", { name: "Done" }).isChecked());
}

/** The session expires while the app is in use: after the log-in, everything is as before. */
export async function loseSession(visit: Visit, person: Person): Promise<void> {
  const { page, context } = visit;
  const here = page.url();
  // What is still being read would end the session before anything is ticked.
  await page.waitForLoadState("networkidle");
  await context.clearCookies();
  await progressOf(page, 4).getByRole("radio", { name: "Doing" }).click();
  await page.getByText("Your session has ended", { exact: false }).waitFor();
  await enter(visit, person);
  await page.getByText(/^1 of \d+ steps done/).waitFor();
  assert.equal(page.url(), here);
  await progressOf(page, 4).getByRole("radio", { name: "Doing" }).and(page.locator(":checked")).waitFor();
  await page.getByText(t("outbox.stored", { count: 1 }), { exact: false }).waitFor({ state: "detached" });
}

/** On a public page an ended session stops nothing, and ratings given meanwhile are saved afterwards. */
export async function rateWithoutSession(visit: Visit, person: Person): Promise<void> {
  const { page, context } = visit;
  await page.goto("/rate/?role=backend-developer&variant=junior");
  await rating(page, "HTTP", "1 Foundation").waitFor();
  await page.getByText(/^Readiness \d.* of 100/).waitFor();
  await context.clearCookies();
  await rating(page, "HTTP", "1 Foundation").check();
  await page.getByText("Your session has ended", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Log in again" }).click();
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok());
  await enter(visit, person);
  await saved;
  await page.getByRole("heading", { level: 1, name: "What can you do?" }).waitFor();
  assert.ok(await rating(page, "HTTP", "1 Foundation").isChecked());
  assert.equal((await accountRatings(visit))["http"], 1);
}

/** The same role once more: led to the active roadmap instead. */
export async function meetTheActiveOne({ page, inspect }: Visit): Promise<void> {
  await page.goto("/plan/?role=backend-developer&variant=junior&hours=20");
  await page.getByRole("button", { name: "Start this roadmap" }).first().click();
  const dialog = page.getByRole("dialog", { name: t("roadmap.start.existsTitle") });
  await dialog.waitFor();
  await inspect("17-already-active");
  await dialog.getByRole("link", { name: t("roadmap.start.change") }).click();
  const panel = page.getByRole("region", { name: t("roadmap.changes.title") });
  assert.equal(
    await panel.getByRole("spinbutton", { name: t("roadmap.options.hours") }).inputValue(),
    "20",
    "the options come along",
  );
  await page.goBack();
  await page.getByRole("button", { name: "Start this roadmap" }).first().click();
  await dialog.getByRole("link", { name: t("roadmap.start.continue") }).click();
  await page.getByRole("button", { name: t("roadmap.changes.title") }).waitFor();
}

export async function readHistory({ page, inspect }: Visit): Promise<void> {
  await page.goto("/me/history/");
  const archived = page.getByRole("region", { name: "Archived roadmaps" }).getByRole("link");
  await archived.first().waitFor();
  assert.equal(await archived.count(), 2, "both roadmaps before are archived");
  await inspect("18-history");
  await archived.last().click();
  await page.getByText(/^Archived on/).waitFor();
  assert.equal(await page.getByRole("radio").count(), 0, "an archived roadmap cannot be changed");
  assert.ok((await page.getByRole("article").count()) > 5, "and can be read in full");
  await inspect("19-archived");
  await page.goBack();
  await page
    .getByRole("link", { name: /^Compare with/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 2, name: /^Readiness .* → / }).waitFor();
  await inspect("20-comparison");
}

/** A rating given while logged in is saved to the account automatically. */
export async function rateWhileLoggedIn({ page, inspect }: Visit): Promise<void> {
  await page.goto("/skills/");
  await page.getByRole("region", { name: "Rated skills" }).waitFor();
  await inspect("21-my-skills");
  await page.getByRole("searchbox").fill("docker");
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok());
  await rating(page, "Docker and containers", "1 Foundation").check();
  await saved;
  await page.getByRole("link", { name: "Docker and containers" }).click();
  await page.getByRole("heading", { level: 2, name: "Levels" }).waitFor();
  await inspect("22-skill");
  assert.ok(await rating(page, "Docker and containers", "1 Foundation").isChecked());
}

export async function seeMissingPages({ page, inspect }: Visit): Promise<void> {
  await page.goto("/no-such-page/");
  await page.getByRole("heading", { level: 1, name: t("shell.notFound.title") }).waitFor();
  await inspect("23-missing");
  await page.goto("/roles/view/?slug=no-such-role");
  await page.getByText(t("problems.bySlug.role-not-found.title")).waitFor();
  await inspect("24-missing-role");
}

/** The colours go round from the device's to light to dark, and the choice survives a reload. */
export async function chooseColours({ page }: Visit): Promise<void> {
  await page.goto("/");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: /Change to light/ }).click();
  await page.getByRole("button", { name: /Change to dark/ }).click();
  await page.getByRole("button", { name: /^Colours: dark/ }).waitFor();
  await page.waitForFunction((before) => getComputedStyle(document.body).backgroundColor !== before, light);
  await page.reload();
  assert.notEqual(await background(), light, "dark from the first paint on");
}

export async function erase({ page }: Visit, { email }: Person): Promise<void> {
  await page.goto("/me/account/");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export my data" }).click();
  assert.equal((await download).suggestedFilename(), "career-intelligence-export.json");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByLabel(`Type ${email} to confirm`).fill(email);
  await page.getByRole("button", { name: t("account.delete.submit") }).click();
  await page.getByRole("heading", { level: 1, name: /course to the job/ }).waitFor();
  await page.getByRole("link", { name: "Log in" }).waitFor();
}
