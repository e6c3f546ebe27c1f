/** Ticks, in one window, in two and without a connection. */
import assert from "node:assert/strict";

import type { Page } from "playwright-core";

import type { Visit } from "./browser.ts";
import { progressOf } from "./steps.ts";
import { t } from "./words.ts";

const button = (page: Page, name: string) => page.getByRole("button", { name });

const stepOf = async (page: Page, index: number) =>
  (await progressOf(page, index).locator("legend").innerText()).replace(/^Progress of /, "");

/** Everything done so far has reached the server. */
export async function delivered(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(window.localStorage).every((key) => !key.startsWith("career.outbox.")));
}

/** Another device skips a step; windows of this browser would tell each other. */
async function skipElsewhere({ page, context }: Pick<Visit, "page" | "context">, step: string): Promise<void> {
  const address = `/api/v1/roadmaps/${new URL(page.url()).searchParams.get("id")}`;
  const read = await context.request.get(address);
  const { result } = (await read.json()) as {
    result: { items: { id: string; level: number; skill: { title: string } }[] };
  };
  const item = result.items.find(({ skill, level }) => t("level.step", { skill: skill.title, level }) === step);
  assert.ok(item, `${step} is a step of the roadmap`);
  const changed = await context.request.patch(`${address}/items/${encodeURIComponent(item.id)}`, {
    headers: { "If-Match": read.headers()["etag"] ?? "", origin: new URL(page.url()).origin },
    data: { status: "skipped" },
  });
  assert.equal(changed.status(), 200);
}

/** Ticks two steps, and meets a change made in another window. */
export async function makeProgress({ page, context, inspect }: Visit): Promise<void> {
  await progressOf(page, 0).getByRole("radio", { name: "Done" }).check();
  await page.getByText(/^1 of \d+ steps done/).waitFor();
  await progressOf(page, 1).getByRole("radio", { name: "Doing" }).check();
  await page.getByText(/Doing\. 1 of/).waitFor();
  await page.getByText("Why and how").nth(1).click();
  await page.getByRole("heading", { level: 4, name: "Learn it with" }).waitFor();
  await inspect("09-progress");
  const other = await context.newPage();
  await other.goto(page.url());
  await progressOf(other, 2).getByRole("radio", { name: "Skip" }).check();
  await other.getByText(/Skipped\. 1 of/).waitFor();
  await other.close();
  // The change of another step elsewhere is taken over; one of the same step is for the person to decide.
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok());
  await progressOf(page, 3).getByRole("radio", { name: "Doing" }).check();
  await saved;
  await progressOf(page, 2).getByRole("radio", { name: "Skip" }).and(page.locator(":checked")).waitFor();
  await skipElsewhere({ page, context }, await stepOf(page, 3));
  await progressOf(page, 3).getByRole("radio", { name: "To do" }).click();
  await button(page, t("outbox.useMine")).click();
  await button(page, t("outbox.useMine")).waitFor({ state: "detached" });
  await progressOf(page, 3).getByRole("radio", { name: "Doing" }).check();
  await page.getByText(/Doing\. 1 of/).waitFor();
  await delivered(page);
}

/** The connection is lost while ticking: the tick stays, and is sent when it is back. */
export async function tickOffline({ page, context }: Visit): Promise<void> {
  const doing = progressOf(page, 5).getByRole("radio", { name: "Doing" });
  await context.setOffline(true);
  await doing.check();
  const refusal = page.getByRole("status").filter({ hasText: t("outbox.stored", { count: 1 }) });
  await refusal.waitFor();
  const isInSight = await refusal.evaluate(
    (card) => card.getBoundingClientRect().top >= 0 && card.getBoundingClientRect().bottom <= window.innerHeight,
  );
  assert.ok(isInSight, "what went wrong is said where one looks");
  assert.ok(await doing.isChecked(), "the tick stays");
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok());
  await context.setOffline(false);
  await saved;
  await refusal.waitFor({ state: "detached" });
  await page.reload();
  await doing.and(page.locator(":checked")).waitFor();
}
