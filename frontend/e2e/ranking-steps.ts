/** All roles ranked for one profile, and starting from a role a person already has. */
import assert from "node:assert/strict";

import type { Visit } from "./browser.ts";
import { t } from "./words.ts";

export async function seeNothingRanked({ page, inspect }: Visit): Promise<void> {
  await page.goto("/matches/");
  await page.getByText(t("ranking.empty.title")).waitFor();
  await inspect("32-no-matches");
}

export async function findNearRoles({ page, inspect }: Visit): Promise<void> {
  await page.goto("/matches/");
  const table = page.getByRole("table", { name: t("ranking.table.caption") });
  await table.waitFor();
  const rows = table.getByRole("row");
  assert.equal(await rows.count(), 13, "the first dozen, under their heading");
  await inspect("33-matches");
  await page.getByRole("radio", { name: "Senior" }).check();
  await page.getByRole("radio", { name: t("ranking.filters.hours") }).check();
  await table
    .getByText(/^Senior · /)
    .first()
    .waitFor();
  assert.equal(await table.getByText(/^Junior · /).count(), 0, "only the seniority asked for");
  await page.getByRole("searchbox", { name: "Find a role" }).fill("nothing like it");
  await page.getByText(t("ranking.noMatch")).waitFor();
  await page.getByRole("button", { name: t("ranking.noMatchAll") }).click();
  await page.getByRole("button", { name: /^Show all \d+$/ }).click();
  assert.ok((await rows.count()) > 100, "every role and seniority");
  await page.getByRole("heading", { level: 3 }).getByRole("link").first().click();
  await page.getByRole("heading", { level: 2, name: "Levels" }).waitFor();
}

/** Starting from a role: ranked as if all of it were met, and the address says so. */
export async function goOnFromARole({ page, inspect }: Visit): Promise<void> {
  await page.goto("/matches/");
  await page.getByLabel("Role", { exact: true }).selectOption({ label: "Data analyst" });
  await page.waitForURL((url) => url.searchParams.get("from") === "data-analyst");
  const held = page.getByRole("row").filter({ hasText: "Data analyst" }).filter({ hasText: "All requirements met" });
  await held.first().waitFor();
  await inspect("34-from-a-role");
  await page.reload();
  await held.first().waitFor();
  await page.getByRole("button", { name: t("ranking.current.clear") }).click();
  await page.waitForURL((url) => !url.searchParams.has("from"));
}
