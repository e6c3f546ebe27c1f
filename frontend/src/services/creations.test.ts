import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createAnalysis } from "@/services/analyses";
import { creationStore } from "@/services/creations";
import { createPlacement } from "@/services/placements";
import { saveRatings } from "@/services/ratings";
import { createRoadmap, reanalyse } from "@/services/roadmaps";
import { accountStore, sessionStore } from "@/services/session-store";
import { FakeServer } from "@/testing/fake-server";
import { NO_LIMIT } from "@/types/plan-options";

let server: FakeServer;

const plan = { role: "tester", variant: "junior", options: { hoursPerWeek: 8, limit: NO_LIMIT, pins: [] } };

const creations = {
  roadmap: () => createRoadmap(plan),
  analysis: () => createAnalysis("tester", "junior"),
  placement: () => createPlacement({ role: "tester", variant: "junior", worked: null }),
  reanalysis: () => reanalyse("r", { resetProgress: false, hoursPerWeek: 10 }),
};

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  sessionStore.set("signedIn");
  accountStore.set("ada");
});

afterEach(() => {
  vi.unstubAllGlobals();
  creationStore.set([]);
  window.localStorage.clear();
});

test.each(Object.entries(creations))("after a lost answer a retry makes no second %s", async (_, create) => {
  server.losesAnswer = true;
  await expect(create()).rejects.toThrow();
  expect(server.made).toHaveLength(1);
  await create();
  expect(server.made).toHaveLength(1);
  expect(creationStore.get()).toEqual([]);
});

test("what waits for an answer survives a reload", async () => {
  server.losesAnswer = true;
  await expect(creations.roadmap()).rejects.toThrow();
  vi.resetModules();
  const reloaded = await import("@/services/roadmaps");
  await reloaded.createRoadmap(plan);
  expect(server.made).toHaveLength(1);
});

test("a server that is unavailable, or a session that ended, keeps the key", async () => {
  const keyNow = () => creationStore.get()[0]?.key;
  server.failing = 503;
  await expect(creations.roadmap()).rejects.toThrow();
  const key = keyNow();
  server.failing = null;
  server.session = null;
  await expect(creations.roadmap()).rejects.toThrow();
  expect(keyNow()).toBe(key);
});

test("another plan, a plan after an answer and one of another account are made anew", async () => {
  server.losesAnswer = true;
  await expect(creations.roadmap()).rejects.toThrow();
  await createRoadmap({ ...plan, variant: "mid" });
  await creations.roadmap();
  await creations.roadmap();
  expect(server.made).toHaveLength(3);
  server.losesAnswer = true;
  await expect(creations.roadmap()).rejects.toThrow();
  accountStore.set("bob");
  server.session = "bob";
  await creations.roadmap();
  expect(server.made).toHaveLength(5);
});

test("a refusal ends a creation", async () => {
  server.failing = 409;
  await expect(creations.roadmap()).rejects.toThrow();
  expect(creationStore.get()).toEqual([]);
});

test("once the ratings have changed, an analysis is a new one", async () => {
  server.losesAnswer = true;
  await expect(creations.analysis()).rejects.toThrow();
  await saveRatings({ git: 2 }, {}, '"ada-1"');
  await creations.analysis();
  expect(server.made.filter((one) => one.startsWith("/analyses"))).toHaveLength(2);
});

test("a key is good for an hour", async () => {
  server.losesAnswer = true;
  await expect(creations.roadmap()).rejects.toThrow();
  creationStore.set(creationStore.get().map((one) => ({ ...one, since: Date.now() - 3_600_001 })));
  await creations.roadmap();
  expect(server.made).toHaveLength(2);
});
