/** What a person wishes of a plan: limits, impossible ones too, and several wishes beside each other. */
import assert from "node:assert/strict";

import type { Page } from "playwright-core";

import type { Visit } from "./browser.ts";

const limit = (page: Page, name: string) => page.getByRole("radio", { name, exact: true });
const number = (page: Page, name: string) => page.getByRole("spinbutton", { name });

/** A budget, proved; then one that is too small for what is pinned, and the nearest possible one instead. */
export async function setLimit({ page, inspect }: Visit): Promise<void> {
  await limit(page, "So many hours").check();
  await number(page, "Hours in all").fill("120");
  await page.getByText(/^Within 120 h/).waitFor();
  await page.getByText(/No plan within 120 h brings more/).waitFor();
  await page.getByText("How do we know?").click();
  await page.getByText("What the ranges mean").click();
  await page.waitForURL(/limit=120h/);
  await inspect("25-limit");
  await number(page, "Hours in all").fill("2");
  const refusal = page.getByRole("alert").filter({ has: page.getByRole("button", { name: /^Plan with/ }) });
  await refusal.waitFor();
  await inspect("26-impossible");
  await refusal.getByRole("button").click();
  await refusal.waitFor({ state: "detached" });
  assert.ok(Number(await number(page, "Hours in all").inputValue()) > 2, "the nearest possible budget is taken");
  await limit(page, "No limit").check();
  await page.getByText(/^Within/).waitFor({ state: "detached" });
}

const weeksOf = (page: Page) => page.getByText(/^Reckon with \d+ weeks/).innerText();

/** Four wishes beside the plan; one is taken and given back again. */
export async function tryWishes({ page, inspect }: Visit): Promise<void> {
  const before = await weeksOf(page);
  for (const question of ["Another pace", "So many hours", "Until a date", "Up to a readiness"]) {
    await page.getByRole("group", { name: "Try" }).getByRole("button", { name: question }).click();
  }
  await page.getByText("Four at a time", { exact: false }).waitFor();
  const pace = page.getByRole("article", { name: "18 h a week", exact: true });
  await pace.getByRole("slider", { name: "Hours a week" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const faster = page.getByRole("article", { name: "20 h a week", exact: true });
  await faster.getByText(/weeks less/).waitFor();
  assert.equal(await page.getByRole("button", { name: /^Take this one/ }).count(), 4);
  await page.getByRole("radio", { name: "weeks", exact: true }).check();
  await page.getByText("The same as a table").click();
  await page.getByRole("img", { name: /^Readiness over weeks\. A, this plan/ }).waitFor();
  await inspect("27-what-if");
  await faster.getByRole("button", { name: /^Take this one/ }).click();
  await page.getByText("at 20 h a week").waitFor();
  const former = page.getByRole("article", { name: "12 h a week", exact: true });
  await former.getByText(/weeks more/).waitFor();
  await former.getByRole("button", { name: /^Take this one/ }).click();
  await page.getByText("at 12 h a week").waitFor();
  assert.equal(await weeksOf(page), before, "a wish that was taken can be given back");
  while ((await page.getByRole("button", { name: /^Remove/ }).count()) > 0) {
    await page
      .getByRole("button", { name: /^Remove/ })
      .first()
      .click();
  }
}
