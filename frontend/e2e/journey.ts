/** The whole journey of a learner, once for every size of screen. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { visit } from "./browser.ts";
import * as change from "./change-steps.ts";
import * as later from "./later-steps.ts";
import * as placement from "./placement-steps.ts";
import * as ranking from "./ranking-steps.ts";
import * as plan from "./plan-steps.ts";
import * as progress from "./progress-steps.ts";
import * as steps from "./steps.ts";
import * as why from "./why-steps.ts";

interface Screen {
  label: string;
  width: number;
  height: number;
}

export function journey(screen: Screen): void {
  test(`a learner goes the whole way on ${screen.label}`, { timeout: 1_800_000 }, async (run) => {
    const person = steps.somebody();
    const here = await visit(screen);
    run.after(() => here.close());
    await steps.chooseRole(here);
    await steps.rate(here);
    await steps.readReadiness(here);
    await steps.makePlan(here);
    await plan.setLimit(here);
    await plan.tryOptions(here);
    await steps.signUp(here, person);
    await steps.startRoadmap(here);
    const { python, git, sql } = await steps.accountRatings(here);
    assert.deepEqual({ python, git, sql }, { python: 2, git: 2, sql: 1 }, "ratings are carried into the account");
    await progress.makeProgress(here);
    await progress.tickOffline(here);
    await later.logOut(here);
    await later.logIn(here, person);
    await later.resume(here);
    await later.loseSession(here, person);
    await why.askWhy(here);
    await change.keepProgress(here);
    await change.startOver(here);
    await later.meetTheActiveOne(here);
    await later.readHistory(here);
    await later.rateWhileLoggedIn(here);
  });
}

/** What a person does besides a roadmap: rates, is placed, finds near roles, deletes the account. */
export function besidesTheRoadmap(screen: Screen): void {
  test(`a learner is placed and finds near roles on ${screen.label}`, { timeout: 1_800_000 }, async (run) => {
    const person = steps.somebody();
    const here = await visit(screen);
    run.after(() => here.close());
    await steps.chooseRole(here);
    await steps.rate(here);
    await steps.readReadiness(here);
    await steps.makePlan(here);
    await steps.signUp(here, person);
    await later.rateWithoutSession(here, person);
    await placement.answerWithAccount(here, person);
    await ranking.goOnFromARole(here);
    await later.seeMissingPages(here);
    await later.erase(here, person);
    await ranking.seeNothingRanked(here);
    await placement.answerWithoutAccount(here);
    await ranking.findNearRoles(here);
    await later.chooseColours(here);
  });
}
