/** What a person does, step by step; every step ends where the next one begins. */
import assert from "node:assert/strict";

import type { Locator, Page } from "playwright-core";

import type { Visit } from "./browser.ts";
import { t } from "./words.ts";

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** A new person on every run, so that runs can share a server. */
export function somebody(): Person {
  const tag = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  return { name: "Ada Example", email: `ada.${tag}@example.org`, password: `quiet otters ${tag} sail` };
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

export const rating = (page: Page, skill: string, level: string): Locator =>
  page.getByRole("group", { name: `${skill}: what can you do?` }).getByRole("radio", { name: level });

export async function chooseRole({ page, inspect }: Visit): Promise<void> {
  await page.goto("/");
  await heading(page, /course to the job/).waitFor();
  await page.getByRole("heading", { level: 3 }).first().waitFor();
  await inspect("01-first-screen");
  await link(page, "Choose a role").click();
  await heading(page, "Choose a role").waitFor();
  await inspect("02-roles");
  await page.getByRole("searchbox").fill("nothing like it");
  await page.getByText("No role matches").waitFor();
  await page.getByRole("searchbox").fill("backend");
  await link(page, "Backend developer").click();
  await heading(page, "Backend developer").waitFor();
  await page.getByRole("radio", { name: /^Junior/ }).check();
  await inspect("03-role");
  await link(page, "Rate my skills for this role").click();
  await heading(page, "What can you do?").waitFor();
}

/** Rates some skills without an account; the levels survive a reload. */
export async function rate({ page, inspect }: Visit): Promise<void> {
  await button(page, "Python").click();
  await rating(page, "Python", "2 Working").check();
  await rating(page, "Git", "2 Working").check();
  await rating(page, "SQL", "1 Foundation").check();
  await page
    .getByText("4 of", { exact: false })
    .or(page.getByText("3 of", { exact: false }))
    .first()
    .waitFor();
  await page
    .getByText(/Implied by/)
    .first()
    .waitFor();
  await page.reload();
  await page
    .getByText(/Implied by/)
    .first()
    .waitFor();
  assert.ok(await rating(page, "Git", "2 Working").isChecked(), "a rating survives a reload");
  await inspect("04-rate");
}

export async function readReadiness({ page, inspect }: Visit): Promise<void> {
  await link(page, "See my readiness").click();
  await heading(page, "How ready you are").waitFor();
  await page.getByRole("img", { name: /^Readiness .* of 100/ }).waitFor();
  for (const part of ["Missing", "Weak", "Strong"]) {
    await page.getByRole("heading", { level: 2, name: part }).waitFor();
  }
  await page.locator("#strong summary").first().click();
  assert.equal(await page.getByText(/yaml:\d+:\d+/).count(), 0, "no places in the content unless asked for");
  await button(page, t("common.sources.show")).first().click();
  await page
    .locator("#strong")
    .getByText(/yaml:\d+:\d+/)
    .first()
    .waitFor();
  await inspect("05-readiness");
  await link(page, t("readiness.actions.roadmap")).first().click();
}

/** Looks at the plan without an account, and chooses other hours and another database. */
export async function makePlan({ page, inspect }: Visit): Promise<void> {
  await heading(page, "Your roadmap").waitFor();
  await page.getByText("Ready now").first().waitFor();
  await page.getByRole("spinbutton", { name: "Hours you can learn each week" }).fill("12");
  await page.getByText("at 12 h a week").waitFor();
  await page.getByText("Your choices:").click();
  await button(page, /^PostgreSQL/).click();
  await button(page, /^PostgreSQL ✓/).waitFor();
  await page
    .getByRole("heading", { level: 3, name: /^PostgreSQL/ })
    .first()
    .waitFor();
  await inspect("06-plan");
}

export async function signUp({ page, inspect }: Visit, person: Person): Promise<void> {
  await link(page, t("roadmap.start.signUp")).first().click();
  await heading(page, "Sign up").waitFor();
  await page.getByText(/ratings you entered in this browser will be saved/).waitFor();
  await inspect("07-sign-up");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await button(page, "Create my account").click();
  await heading(page, "Your roadmap").waitFor();
  await page.getByText("at 12 h a week").waitFor();
}

/** The ratings of the account, from the API. */
export async function accountRatings({ context }: Visit): Promise<Record<string, number>> {
  const answer = await context.request.get("/api/v1/me/ratings");
  assert.equal(answer.status(), 200);
  const { items } = (await answer.json()) as { items: { skill: { slug: string }; level: number }[] };
  return Object.fromEntries(items.map(({ skill, level }) => [skill.slug, level]));
}

export async function startRoadmap({ page, inspect }: Visit): Promise<void> {
  await button(page, "Start this roadmap").first().click();
  await heading(page, "Backend developer, Junior").waitFor();
  await page.getByText(/^0 of \d+ steps done/).waitFor();
  await inspect("08-roadmap");
}

export const progressOf = (page: Page, index: number) => page.getByRole("group", { name: /^Progress of/ }).nth(index);
