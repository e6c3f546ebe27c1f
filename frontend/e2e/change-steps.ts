/** Updating a roadmap: what a new plan would look like, before and after it is saved. */
import assert from "node:assert/strict";

import type { Visit } from "./browser.ts";
import { t } from "./words.ts";

async function open({ page }: Visit) {
  await page.getByRole("button", { name: t("roadmap.changes.title") }).click();
  const panel = page.getByRole("region", { name: t("roadmap.changes.title") });
  await panel.getByRole("button", { name: t("roadmap.changes.submit") }).waitFor();
  return panel;
}

async function confirm({ page }: Visit): Promise<void> {
  const before = page.url();
  await page.getByRole("button", { name: t("roadmap.changes.submit") }).click();
  await page.waitForURL((url) => url.href !== before && url.searchParams.has("since"));
  await page.getByRole("heading", { level: 2, name: /^Readiness .* → / }).waitFor();
}

const begun = ({ page }: Visit) => page.getByRole("radio", { name: "Doing" }).and(page.locator(":checked")).count();

/** Another pace and a limit: the difference is shown first, and steps in progress stay in progress. */
export async function keepProgress(visit: Visit): Promise<void> {
  const { page, inspect } = visit;
  const panel = await open(visit);
  await panel.getByRole("spinbutton", { name: t("roadmap.options.hours") }).fill("6");
  await panel.getByRole("radio", { name: t("roadmap.options.limit.readiness.title") }).check();
  await panel.getByRole("spinbutton", { name: t("roadmap.options.limit.readiness.field") }).fill("70");
  await panel.getByText(/^(?!100 )\d[\d.]* → 7\d/).waitFor();
  await panel.getByRole("heading", { level: 4, name: /^Removed \d+/ }).waitFor();
  await panel.getByRole("img", { name: /^The current order compared with the new one/ }).waitFor();
  await inspect("13-update");
  await page.reload();
  const pace = panel.getByRole("spinbutton", { name: t("roadmap.options.hours") });
  await pace.waitFor();
  assert.equal(await pace.inputValue(), "6", "a change that was begun is there again after a reload");
  await panel.getByRole("button", { name: t("roadmap.changes.cancel") }).click();
  await panel.waitFor({ state: "detached" });
  assert.equal(
    await page.evaluate(() => document.activeElement?.textContent),
    t("roadmap.changes.title"),
    "the focus returns",
  );
  const again = await open(visit);
  await again.getByRole("spinbutton", { name: t("roadmap.options.hours") }).fill("10");
  await again.getByText(/^\d+ weeks → \d+ weeks/).waitFor();
  await confirm(visit);
  await page.getByText("at 10 h a week").waitFor();
  assert.ok((await begun(visit)) > 0, "what was begun is still begun");
  await inspect("14-after-keep");
}

/** From scratch: nothing of the progress is left, what was learned is. */
export async function startOver(visit: Visit): Promise<void> {
  const panel = await open(visit);
  await panel.getByRole("radio", { name: new RegExp(`^${t("roadmap.changes.reset.restart.title")}`) }).check();
  await visit.inspect("15-start-over");
  await confirm(visit);
  assert.equal(await begun(visit), 0, "starting over leaves no progress");
  await visit.inspect("16-after-reset");
}
