/** Why: from a stored roadmap to its analysis, and from its conclusions down to the facts. */
import assert from "node:assert/strict";

import type { Visit } from "./browser.ts";
import { t } from "./words.ts";

export async function askWhy({ page, inspect }: Visit): Promise<void> {
  const roadmap = page.url();
  await page.getByRole("link", { name: t("roadmap.analysis") }).click();
  await page.getByRole("heading", { level: 1, name: "How ready you are" }).waitFor();
  await page.getByText(/^Why \d/).click();
  const readiness = page.getByRole("region", { name: "Readiness", exact: true });
  await readiness.getByText(t("readiness.derivation.follows")).waitFor();
  assert.equal(await page.getByText(/^Why “/).count(), 0, "with so little told there is no band to ask about");
  await page.locator("#strong summary").first().click();
  const strong = page.locator("#strong li").first();
  await strong
    .getByText(/You rated .* at level \d/)
    .first()
    .waitFor();
  await strong
    .getByText(/^roles\/.*yaml:\d+:\d+$/)
    .first()
    .waitFor();
  await strong.getByText(t("readiness.derivation.text")).click();
  assert.match(
    await strong
      .getByText(/^\s*- /m)
      .first()
      .innerText(),
    /You rated/,
  );
  await inspect("28-why");
  await page.goto(roadmap);
  await page.getByRole("button", { name: t("roadmap.changes.title") }).waitFor();
}
