/** A few questions instead of a rating of everything, without an account and with one. */
import assert from "node:assert/strict";

import type { Page } from "playwright-core";

import type { Visit } from "./browser.ts";
import { accountRatings, type Person } from "./steps.ts";
import { t } from "./words.ts";

const numbers = (text: string | null) => text?.match(/\d+/g);
const known = /sql|spreadsheet|data|statist|python|git|communication|problem/i;
const question = (page: Page) => page.locator("#question");
const choice = (page: Page) => question(page).filter({ hasText: t("placement.choice.ask") });

/** Replies to what is asked: to a choice with its first option, to a step with its key. */
async function reply(page: Page, asked: string, key?: string): Promise<void> {
  if ((await choice(page).count()) === 0) return page.keyboard.press(key ?? (known.test(asked) ? "1" : "3"));
  const options = page.getByRole("group", { name: asked.split("\n").at(-1) ?? "" }).getByRole("checkbox");
  assert.ok((await options.count()) > 1, "a choice has several options");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.ok(await options.first().isChecked(), "the first option follows the question and is chosen with Space");
  await page.keyboard.press("Enter");
}

/** Answers the question in sight with the keyboard, and waits for what follows. */
async function answer(page: Page, key?: string): Promise<void> {
  const before = await question(page).innerText();
  const below = await question(page).evaluate((heading) => heading.nextElementSibling?.textContent ?? null);
  const isFocused = await question(page).evaluate((heading) => heading === document.activeElement);
  assert.ok(isFocused, "a new question takes the focus");
  const isInSight = await question(page).evaluate((heading) => heading.getBoundingClientRect().top >= 0);
  assert.ok(isInSight, "a new question is in sight from its first line");
  await reply(page, before, key);
  await page.waitForFunction(
    ([title, step]) => {
      const heading = document.querySelector<HTMLElement>("#question");
      return heading?.innerText !== title || (heading.nextElementSibling?.textContent ?? null) !== step;
    },
    [before, below] as const,
  );
  await page.getByText(t("placement.progress.busy")).waitFor({ state: "detached" });
}

/** Choices come first; answers them and returns how many there were. */
async function answerChoices(page: Page): Promise<number> {
  let asked = 0;
  for (; asked < 10 && (await choice(page).count()) > 0; asked += 1) await answer(page);
  return asked;
}

async function answerAll(page: Page): Promise<void> {
  for (let asked = 0; asked < 30 && (await question(page).count()) > 0; asked += 1) await answer(page);
  await page
    .getByRole("heading", { level: 2, name: t("placement.result.title") })
    .and(page.locator(":focus"))
    .waitFor();
}

/** The connection is lost while answering: the answer stays and is sent when the connection is back. */
async function loseConnection({ page, context }: Visit): Promise<void> {
  await context.setOffline(true);
  await page.keyboard.press("3");
  await page.getByText(t("problems.bySlug.unreachable.title")).waitFor();
  await page.getByText(/^1 answer is saved in this browser/).waitFor();
  await context.setOffline(false);
  await page.getByText(t("problems.bySlug.unreachable.title")).waitFor({ state: "detached" });
}

/** Without an account: starts, reloads, loses the connection, changes an answer, saves the levels. */
export async function answerWithoutAccount(visit: Visit): Promise<void> {
  const { page, inspect } = visit;
  await page.goto("/roles/view/?slug=data-analyst");
  await page.getByRole("link", { name: t("roles.start.questions") }).click();
  await page.getByRole("button", { name: t("placement.intro.start") }).waitFor();
  await page.getByLabel(t("placement.worked.role"), { exact: true }).selectOption("data-analyst");
  await page.getByLabel(t("placement.worked.years")).fill("2");
  await inspect("28-placement");
  await page.getByRole("button", { name: t("placement.intro.start") }).click();
  await choice(page).waitFor();
  await inspect("28-choice");
  const choices = await answerChoices(page);
  assert.ok(choices > 0 && choices <= 3, "a data analyst has choices, and they come first");
  for (let asked = choices; asked < 3; asked += 1) await answer(page);
  await page.reload();
  await page.getByText(/^Question 4 of at most/).waitFor();
  await page.locator("#question:focus").waitFor();
  await page.goto("/roles/view/?slug=data-analyst");
  await page.getByRole("link", { name: t("rating.questions.continue", { count: 3 }) }).click();
  await page.locator("#question:focus").waitFor();
  await loseConnection(visit);
  await page.getByText(/^Question 5 of at most/).waitFor();
  await page.getByText(t("placement.answers.title", { count: 4 })).click();
  await inspect("29-question");
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await page.getByRole("button", { name: /^No/, pressed: true }).waitFor();
  await page.getByRole("button", { name: t("placement.changing.remove") }).click();
  await page.getByText(t("placement.answers.title", { count: 3 })).waitFor();
  await page.getByText(/^Question 4 of at most/).waitFor();
  await answerAll(page);
  await page.getByText(/^Please check: \d/).click();
  await page
    .getByRole("button", { name: /^That is right/ })
    .first()
    .click();
  await page.getByText(t("placement.level.yours")).first().waitFor();
  const found = numbers(await page.getByText(/^Readiness \d.* of 100/).innerText());
  await inspect("30-placement-result");
  await page.getByRole("button", { name: t("placement.accept.submit") }).click();
  await page.getByRole("heading", { level: 1, name: "How ready you are" }).waitFor();
  const shown = await page.getByRole("img", { name: /^Readiness \d.* of 100/ }).getAttribute("aria-label");
  assert.deepEqual(numbers(shown), found, "readiness has the number and the range of the result");
  const kept = await page.evaluate(() => window.localStorage.getItem("career.placements"));
  assert.equal(kept, null, "what was saved is no longer in progress");
}

/** The session expires while answering: the answer waits in the browser and arrives after the log-in. */
async function loseSession({ page, context }: Visit, { email, password }: Person): Promise<void> {
  await context.clearCookies();
  await page.keyboard.press("4");
  await page.getByText(t("placement.loggedOut.title")).waitFor();
  await page.getByRole("main").getByRole("link", { name: "Log in" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

/** With an account: continues in another window, stops, continues from the dashboard, saves the levels. */
export async function answerWithAccount(visit: Visit, person: Person): Promise<void> {
  const { page, context, inspect } = visit;
  const before = await accountRatings(visit);
  await page.goto("/placement/?role=data-analyst&variant=junior");
  await page.getByRole("button", { name: t("placement.intro.start") }).click();
  await question(page).waitFor();
  const choices = await answerChoices(page);
  await answer(page);
  await loseSession(visit, person);
  await page.getByText(t("placement.answers.title", { count: choices + 2 })).waitFor();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByText(t("placement.progress.question", { number: choices + 2, most: 15 })).waitFor();
  await other.locator("#question:focus").waitFor();
  await answer(other);
  await other.close();
  await page.bringToFront();
  await page.getByRole("button", { name: /^Skip/ }).click();
  await page
    .getByText(t("placement.notices.otherWindow"))
    .or(page.getByText(t("placement.progress.question", { number: choices + 3, most: 15 })))
    .first()
    .waitFor();
  await page.goto("/me/");
  const begun = page.getByRole("region", { name: t("placement.open.title") });
  await begun
    .getByText(new RegExp(`^${choices + 2} of at most`))
    .or(begun.getByText(new RegExp(`^${choices + 1} of at most`)))
    .waitFor();
  await inspect("31-questions-begun");
  await begun.getByRole("link", { name: t("placement.open.continue") }).click();
  await question(page).waitFor();
  await page.locator("#question:focus").waitFor();
  await answerAll(page);
  await page.getByRole("button", { name: t("placement.accept.submit") }).click();
  await page.waitForURL((url) => url.searchParams.has("analysis"));
  await page.getByRole("img", { name: /^Readiness \d.* of 100/ }).waitFor();
  const after = await accountRatings(visit);
  assert.ok(Object.keys(after).length > Object.keys(before).length, "the levels are ratings of the account now");
}
