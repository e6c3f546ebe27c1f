/** What a person does over weeks: tick, complete, be promoted, take weeks off, archive, start again. */
import assert from "node:assert/strict";

import type { Page } from "playwright-core";

import type { Visit } from "./browser.ts";
import { progressOf, type Person } from "./steps.ts";
import { t } from "./words.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const heading = (page: Page, level: number, name: string | RegExp) => page.getByRole("heading", { level, name });
export const steps = /^(\d+) of (\d+) steps done/;

async function doneSteps(page: Page): Promise<number> {
  const line = await page.getByText(steps).first().innerText();
  return Number(steps.exec(line)?.[1] ?? -1);
}

export async function join({ page }: Visit, person: Person): Promise<void> {
  await page.goto("/signup/");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await button(page, t("account.signup.submit")).click();
  await heading(page, 1, `Welcome back, ${person.name}`).waitFor();
}

async function start({ page }: Visit, query: string, title: string): Promise<void> {
  await page.goto(`/plan/?${query}`);
  await button(page, t("roadmap.start.submit")).first().click();
  await heading(page, 1, title).waitFor();
  await page.getByText(steps).first().waitFor();
}

/** A plan that is short because it ends at a readiness; its first tick says what it brought. */
export async function seePointsGained(visit: Visit): Promise<void> {
  const { page, inspect } = visit;
  await start(visit, "role=data-analyst&variant=junior&hours=8&limit=20", "Data analyst, Junior");
  await heading(page, 2, t("roadmap.week.title")).waitFor();
  await page.getByText(t("roadmap.behind.onTime")).waitFor();
  await inspect("30-first-week");
  await progressOf(page, 0).getByRole("radio", { name: "Done" }).check();
  await page
    .getByText(/^\+\d[\d.]* points?$/)
    .first()
    .waitFor();
  await page.getByText(/^1 of \d+ steps done/).waitFor();
  await inspect("31-points-gained");
}

/** Ticked without a connection in a page that is closed: delivered by the next page that has one. */
export async function tickAndClose({ page, context }: Visit): Promise<void> {
  const address = page.url();
  const closing = await context.newPage();
  await closing.goto(address);
  const second = progressOf(closing, 1).getByRole("radio", { name: "Done" });
  await second.waitFor();
  await context.setOffline(true);
  await second.check();
  await closing.getByText(t("outbox.stored", { count: 1 })).waitFor();
  await closing.close();
  await context.setOffline(false);
  await page.reload();
  await page.getByText(/^2 of \d+ steps done/).waitFor();
  await page.getByText(t("outbox.stored", { count: 1 })).waitFor({ state: "detached" });
}

export async function complete({ page, inspect }: Visit): Promise<void> {
  const isDone = heading(page, 2, t("roadmap.completed.title"));
  for (let count = await doneSteps(page); !(await isDone.isVisible());) {
    const open = page.getByRole("radio", { name: "To do" }).and(page.locator(":checked")).first();
    await open.locator("xpath=ancestor::fieldset").getByRole("radio", { name: "Done" }).check();
    const before = count;
    await page.waitForFunction(
      (least) => Number(/(\d+) of \d+ steps done/.exec(document.body.innerText)?.[1] ?? 0) > least,
      before,
    );
    count = await doneSteps(page);
    await page.waitForTimeout(300);
  }
  await page.getByRole("heading", { level: 3, name: t("roadmap.completed.near") }).waitFor();
  await inspect("32-completed");
}

/** The next seniority keeps what was done, folded. */
export async function promote({ page, inspect }: Visit): Promise<void> {
  const before = await doneSteps(page);
  const address = page.url();
  await button(page, t("roadmap.completed.promote", { variant: "Mid-level" })).click();
  const panel = page.getByRole("region", { name: t("roadmap.changes.title") });
  assert.ok(await panel.getByRole("radio", { name: "Mid-level" }).isChecked(), "the next seniority is chosen");
  await panel.getByRole("button", { name: t("roadmap.changes.submit") }).waitFor();
  await inspect("33-promotion");
  await panel.getByRole("button", { name: t("roadmap.changes.submit") }).click();
  await page.waitForURL((url) => url.href !== address);
  await heading(page, 1, "Data analyst, Mid-level").waitFor();
  assert.equal(await page.getByRole("main").getByRole("alert").count(), 0, "nothing failed on the way");
  await page.getByText(steps).first().waitFor();
  assert.ok((await doneSteps(page)) >= before, "a promotion keeps what was done");
  await page.getByText(t("roadmap.lineage.summary", { count: before })).click();
  await inspect("34-promoted");
}

const finish = (page: Page) => page.getByText(/^You will probably finish around/).innerText();

export async function takeTimeOff({ page, inspect }: Visit): Promise<void> {
  const before = await finish(page);
  await page.getByText(t("roadmap.times.title")).click();
  const weeks = page.getByRole("group", { name: t("roadmap.times.weeksOff") }).getByRole("button");
  await weeks.nth(1).click();
  await weeks.nth(1).and(page.locator('[aria-pressed="true"]')).waitFor();
  await page.getByText(t("roadmap.times.saved")).waitFor();
  assert.notEqual(await finish(page), before, "a week off moves the finish");
  await page.getByText(t("roadmap.behind.onTime")).waitFor();
  await inspect("35-week-off");
  await button(page, t("roadmap.times.pauseStart")).click();
  await page.getByText(/^You are taking a break until/).waitFor();
  await inspect("36-break");
  await button(page, t("roadmap.week.resume")).click();
  await page.getByText(/^You are taking a break until/).waitFor({ state: "detached" });
}

/** A second role, and which of the two comes first. */
export async function chooseMain(visit: Visit): Promise<void> {
  const { page, inspect } = visit;
  await start(visit, "role=frontend-developer&variant=junior&hours=6", "Frontend developer, Junior");
  await page.goto("/me/");
  const cards = page.getByRole("article");
  await cards.nth(1).getByRole("heading", { level: 4 }).waitFor();
  assert.match(await cards.first().innerText(), /^Data analyst/, "the first one made is the main one");
  await inspect("40-two-roadmaps");
  await cards
    .nth(1)
    .getByRole("button", { name: t("roadmap.manage.makeMain") })
    .click();
  await cards
    .first()
    .getByRole("heading", { level: 3, name: /^Frontend developer/ })
    .waitFor();
}

export async function moveTimeZone({ page, inspect }: Visit): Promise<void> {
  await page.goto("/me/account/");
  await page.getByLabel(t("account.timeZone.label")).selectOption("Asia/Tokyo");
  await button(page, t("account.timeZone.save")).click();
  await page.getByText(t("account.saved")).waitFor();
  await page.reload();
  await page.getByLabel(t("account.timeZone.label")).waitFor();
  assert.equal(await page.getByLabel(t("account.timeZone.label")).inputValue(), "Asia/Tokyo");
  await inspect("41-time-zone");
}

/** Archived, to be read, and started again with everything that was done. */
export async function archive({ page, inspect }: Visit): Promise<void> {
  await page.goto("/me/");
  await page.getByRole("link", { name: t("dashboard.continue", { role: "Data analyst" }) }).click();
  await button(page, t("roadmap.archive.open")).waitFor();
  const before = await doneSteps(page);
  await button(page, t("roadmap.archive.open")).click();
  const dialog = page.getByRole("dialog", { name: t("roadmap.archive.title") });
  await dialog.waitFor();
  await inspect("42-archive");
  await dialog.getByRole("button", { name: t("roadmap.archive.submit") }).click();
  await page.getByText(/^Archived on/).waitFor();
  await button(page, t("roadmap.archive.restart")).waitFor();
  assert.equal(await page.getByRole("radio").count(), 0, "an archived roadmap cannot be changed");
  await inspect("43-archived");
  const address = page.url();
  await button(page, t("roadmap.archive.restart")).click();
  await button(page, t("roadmap.changes.submit")).click();
  await page.waitForURL((url) => url.href !== address && url.searchParams.has("since"));
  await heading(page, 2, t("roadmap.week.title")).waitFor();
  assert.equal(await doneSteps(page), before, "starting again keeps what was done");
}
