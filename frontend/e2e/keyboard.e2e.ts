/** The main path with the keyboard alone: no mouse event is ever sent. */
import assert from "node:assert/strict";
import { test } from "node:test";

import type { Page } from "playwright-core";

import { visit } from "./browser.ts";
import { somebody } from "./steps.ts";
import { t } from "./words.ts";

interface Focus {
  name: string;
  isVisible: boolean;
}

/** What has the focus, as a screen reader would name it, and whether an outline shows it. */
async function focused(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: "", isVisible: false };
    const label = element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? "") : "";
    const group = element.closest("fieldset")?.querySelector("legend")?.textContent ?? "";
    const name = element.getAttribute("aria-label") ?? (label || (element.textContent ?? ""));
    const shown = [element, element.closest("label")].some(
      (node) => node && getComputedStyle(node).outlineStyle !== "none" && getComputedStyle(node).outlineWidth !== "0px",
    );
    return { name: `${group} ${name}`.trim(), isVisible: shown };
  });
}

async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press("Tab");
    const { name, isVisible } = await focused(page);
    seen.push(name.slice(0, 40));
    if (!wanted.test(name)) continue;
    assert.ok(isVisible, `the focus on ${name} can be seen`);
    return;
  }
  assert.fail(`${wanted} was not reached by Tab; passed ${seen.slice(-30).join(" | ")}`);
}

async function follow(page: Page, wanted: RegExp, heading: RegExp): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
  const title = page.getByRole("heading", { level: 1, name: heading });
  await title.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
}

test("a learner goes the main path with the keyboard alone", { timeout: 900_000 }, async (run) => {
  const person = somebody();
  const { page, close } = await visit({ label: "keyboard", width: 1280, height: 900 });
  run.after(close);
  await page.goto("/");
  await page.getByRole("heading", { level: 3 }).first().waitFor();
  await page.keyboard.press("Tab");
  assert.match((await focused(page)).name, new RegExp(t("shell.skipToContent")));
  await page.keyboard.press("Enter");
  await follow(page, /^Choose a role$/, /Choose a role/);
  await tabTo(page, /Search roles/);
  await page.keyboard.type("backend");
  await follow(page, /^Backend developer$/, /^Backend developer$/);
  await tabTo(page, /seniority.*Junior/s);
  await page.keyboard.press("Space");
  await follow(page, /^Rate my skills/, /What can you do/);
  await page.getByRole("group", { name: "Git: what can you do?" }).getByRole("radio").first().waitFor();
  await tabTo(page, /^Python$/);
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "Python: what can you do?" }).getByRole("radio").first().waitFor();
  await tabTo(page, /^Python: what can you do\? Not yet/);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.match((await focused(page)).name, /2 Working/);
  await follow(page, /^See my readiness/, /How ready you are/);
  await page
    .getByText(/^About|About \d+ h/)
    .first()
    .waitFor();
  await follow(page, /^See my roadmap/, /Your roadmap/);
  await page.getByText("Ready now").first().waitFor();
  await tabTo(page, /^Do you want to set a limit\? No limit/);
  await page.keyboard.press("ArrowRight");
  await page.getByText(/^The best plan within \d+ h/).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.getByText(/^The best plan within \d+ h/).waitFor({ state: "detached" });
  await follow(page, new RegExp(`^${t("roadmap.start.signUp")}`), /Sign up/);
  await tabTo(page, /^Name/);
  await page.keyboard.type(person.name);
  await tabTo(page, /^Email/);
  await page.keyboard.type(person.email);
  await tabTo(page, /^Password/);
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Your roadmap" }).waitFor();
  await page.getByRole("button", { name: "Start this roadmap" }).first().waitFor();
  await follow(page, /^Start this roadmap/, /Backend developer, Junior/);
  await tabTo(page, new RegExp(`^${t("roadmap.changes.title")}$`));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: t("roadmap.changes.submit") }).waitFor();
  assert.match(
    (await focused(page)).name,
    new RegExp(`^${t("roadmap.changes.title")}$`),
    "the focus goes to what was opened",
  );
  await tabTo(page, new RegExp(`^${t("roadmap.changes.cancel")}$`));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.tagName === "BUTTON");
  await tabTo(page, /^Progress of .* To do/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.getByText(/^1 of \d+ steps done/).waitFor();
  await tabTo(page, /^Why and how/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 4, name: "Learn it with" }).first().waitFor();
});
