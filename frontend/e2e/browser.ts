/** A real Chromium on the running app, and what is checked on every screen. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type axe from "axe-core";
import { chromium, type BrowserContext, type Page } from "playwright-core";

const base = (process.env.CAREER_URL ?? "http://127.0.0.1:8000").replace(/\/$/, "");
const shots = process.env.CAREER_SCREENSHOTS ?? join(import.meta.dirname, "shots");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How long a step waits for what must appear [ms]: long enough for a slow machine under load. */
const PATIENCE = 90_000;

const quiet = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-first-run",
  "--no-pings",
];

function chromiumPath(): string {
  const known = [process.env.CAREER_CHROMIUM, chromium.executablePath(), "/usr/bin/chromium", "/usr/bin/google-chrome"];
  const found = known.find((path) => path && existsSync(path));
  assert.ok(found, "no Chromium: set CAREER_CHROMIUM or run `npx playwright-core install chromium`");
  return found;
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Checks everything that must be true of every screen, in both colours. */
  inspect: (name: string) => Promise<void>;
  close: () => Promise<void>;
}

interface VisitOptions {
  label: string;
  width: number;
  height: number;
}

/** Other hosts asked, scripts that failed, content refused by the policy: none may be there at the end. */
function watch(context: BrowserContext, faults: string[]): void {
  context.on("request", (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === base || url.protocol === "data:" || url.protocol === "blob:";
    if (!isOwn) faults.push(`asked another host: ${request.url()}`);
  });
  context.on("weberror", (error) => faults.push(`script failed: ${error.error().message}`));
  context.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) faults.push(message.text());
  });
  context.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`);
  });
}

const everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds wrong; between the two colours only the contrast can differ. */
async function violations(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  await page.evaluate(axeSource);
  const runOnly = colorScheme === "light" ? everything : ["color-contrast"];
  const found = await page.evaluate(async (rules) => {
    const engine = (window as unknown as { axe: typeof axe }).axe;
    return (await engine.run(document, { runOnly: rules, resultTypes: ["violations"] })).violations;
  }, runOnly);
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary ?? ""}`));
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Nothing may still be loading when a screen is checked. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('.animate-pulse, [aria-busy="true"]') === null &&
      document.getAnimations().every((animation) => animation.playState !== "running"),
  );
}

async function inspectScreen(page: Page, name: string, { label, width, height }: VisitOptions): Promise<void> {
  await settle(page);
  assert.equal(await page.locator("h1:visible").count(), 1, `${name}: exactly one first-level heading`);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settle(page);
    await page.screenshot({ path: join(shots, `${name}-${label}-${colorScheme}.png`), fullPage: true });
    assert.deepEqual(await violations(page, colorScheme), [], `${name}, ${label}, ${colorScheme}: axe violations`);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  for (const narrow of width < 500 ? [width, 360] : [width]) {
    await page.setViewportSize({ width: narrow, height });
    assert.ok((await overflow(page)) <= 0, `${name}: scrolls sideways at ${narrow} px`);
  }
  await page.setViewportSize({ width, height });
}

/** Open the app as a person who was never here before. */
export async function visit(options: VisitOptions): Promise<Visit> {
  mkdirSync(shots, { recursive: true });
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: isRoot ? ["--no-sandbox", ...quiet] : quiet,
  });
  const { width, height } = options;
  const context = await browser.newContext({ baseURL: base, viewport: { width, height }, reducedMotion: "reduce" });
  context.setDefaultTimeout(PATIENCE);
  const faults: string[] = [];
  watch(context, faults);
  const page = await context.newPage();
  return {
    page,
    context,
    inspect: (name) => inspectScreen(page, name, options),
    close: async () => {
      await browser.close();
      assert.deepEqual(faults, []);
    },
  };
}
