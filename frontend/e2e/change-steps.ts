/** Things changed: what a new plan would look like, before and after it is kept. */
import assert from "node:assert/strict";

import type { Visit } from "./browser.ts";

async function open({ page }: Visit) {
  await page.getByRole("button", { name: "Things changed?" }).click();
  const panel = page.getByRole("region", { name: "Things changed?" });
  await panel.getByRole("button", { name: "Use the new plan" }).waitFor();
  return panel;
}

async function confirm({ page }: Visit): Promise<void> {
  const before = page.url();
  await page.getByRole("button", { name: "Use the new plan" }).click();
  await page.waitForURL((url) => url.href !== before && url.searchParams.has("since"));
  await page.getByRole("heading", { level: 2, name: /^Readiness .* → / }).waitFor();
}

const begun = ({ page }: Visit) => page.getByRole("radio", { name: "Doing" }).and(page.locator(":checked")).count();

/** Another pace and a limit: the difference is shown first, and what was begun stays begun. */
export async function keepProgress(visit: Visit): Promise<void> {
  const { page, inspect } = visit;
  const panel = await open(visit);
  await panel.getByRole("spinbutton", { name: "Hours a week you can learn" }).fill("6");
  await panel.getByRole("radio", { name: "Up to a readiness" }).check();
  await panel.getByRole("spinbutton", { name: "Readiness to reach" }).fill("70");
  await panel.getByText(/^(?!100 )\d[\d.]* → 7\d/).waitFor();
  await panel.getByRole("heading", { level: 4, name: /^Dropped \d+/ }).waitFor();
  await panel.getByRole("img", { name: /^The old order against the new/ }).waitFor();
  await inspect("13-things-changed");
  await panel.getByRole("button", { name: "Leave it as it is" }).click();
  await panel.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Things changed?", "the focus returns");
  const again = await open(visit);
  await again.getByRole("spinbutton", { name: "Hours a week you can learn" }).fill("10");
  await again.getByText(/^\d+ weeks → \d+ weeks/).waitFor();
  await confirm(visit);
  await page.getByText("at 10 h a week").waitFor();
  assert.ok((await begun(visit)) > 0, "what was begun is still begun");
  await inspect("14-after-keep");
}

/** From scratch: nothing of the progress is left, what was learned is. */
export async function startAnew(visit: Visit): Promise<void> {
  const panel = await open(visit);
  await panel.getByRole("radio", { name: /^Start with a clean slate/ }).check();
  await visit.inspect("15-clean-slate");
  await confirm(visit);
  assert.equal(await begun(visit), 0, "a reset leaves no progress");
  await visit.inspect("16-after-reset");
}
