/** The options of a plan: limits, infeasible ones too, and several options beside each other. */
import assert from "node:assert/strict";

import type { Page } from "playwright-core";

import type { Visit } from "./browser.ts";
import { t } from "./words.ts";

const limit = (page: Page, name: string) => page.getByRole("radio", { name, exact: true });
const number = (page: Page, name: string) => page.getByRole("spinbutton", { name });

/** A budget, proved; then one that is too small for what is pinned, and the closest possible one instead. */
export async function setLimit({ page, inspect }: Visit): Promise<void> {
  await limit(page, t("roadmap.options.limit.budget.title")).check();
  await number(page, t("roadmap.options.limit.budget.field")).fill("120");
  await page.getByText(/^The best plan within 120 h/).waitFor();
  await page.getByText(t("roadmap.proof.steps.bestLimit")).waitFor();
  await page.getByText(t("roadmap.proof.how")).click();
  await page.getByText(t("roadmap.ranges.explain")).click();
  await page.waitForURL(/limit=120h/);
  await inspect("25-limit");
  await number(page, t("roadmap.options.limit.budget.field")).fill("2");
  const refusal = page.getByRole("alert").filter({ has: page.getByRole("button", { name: /^Plan with/ }) });
  await refusal.waitFor();
  await inspect("26-infeasible");
  await refusal.getByRole("button").click();
  await refusal.waitFor({ state: "detached" });
  assert.ok(
    Number(await number(page, t("roadmap.options.limit.budget.field")).inputValue()) > 2,
    "the closest possible budget is taken",
  );
  await limit(page, t("roadmap.options.limit.none.title")).check();
  await page.getByText(/^The best plan within/).waitFor({ state: "detached" });
}

const weeksOf = (page: Page) => page.getByText(/^Expect about \d+ weeks/).innerText();

/** Four other options beside the plan; one is used, and then the previous plan again. */
export async function tryOptions({ page, inspect }: Visit): Promise<void> {
  const before = await weeksOf(page);
  for (const idea of ["pace", "budget", "date", "readiness"] as const) {
    await page
      .getByRole("group", { name: t("roadmap.whatIf.try") })
      .getByRole("button", { name: t(`roadmap.whatIf.options.${idea}`) })
      .click();
  }
  await page.getByText(t("roadmap.whatIf.full")).waitFor();
  const pace = page.getByRole("article", { name: "18 h a week", exact: true });
  await pace.getByRole("slider", { name: "Hours a week" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const faster = page.getByRole("article", { name: "20 h a week", exact: true });
  await faster.getByText(/weeks less/).waitFor();
  assert.equal(await page.getByRole("button", { name: /^Use this one/ }).count(), 4);
  await page.getByRole("radio", { name: "weeks", exact: true }).check();
  await page.getByText(t("roadmap.chart.table")).click();
  await page.getByRole("img", { name: /^Readiness over weeks\. A, This plan/ }).waitFor();
  await inspect("27-what-if");
  await faster.getByRole("button", { name: /^Use this one/ }).click();
  await page.getByText("at 20 h a week").waitFor();
  const former = page.getByRole("article", { name: "12 h a week", exact: true });
  await former.getByText(/weeks more/).waitFor();
  await former.getByRole("button", { name: /^Use this one/ }).click();
  await page.getByText("at 12 h a week").waitFor();
  assert.equal(await weeksOf(page), before, "one can go back to the previous plan");
  while ((await page.getByRole("button", { name: /^Remove/ }).count()) > 0) {
    await page
      .getByRole("button", { name: /^Remove/ })
      .first()
      .click();
  }
}
