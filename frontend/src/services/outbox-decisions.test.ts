import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { accountStore, sessionStore } from "@/services/session-store";
import { FakeServer } from "@/testing/fake-server";
import { rating, tick } from "@/testing/outbox-entries";
import { closeTabs, left, openTab } from "@/testing/outbox-tabs";

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  sessionStore.set("signedIn");
});

afterEach(() => {
  closeTabs();
  vi.unstubAllGlobals();
  window.localStorage.clear();
  accountStore.set(null);
});

test("a change of another step elsewhere hinders nothing", async () => {
  server.tickElsewhere("css:1", "done");
  const tab = openTab();
  tab.add(tick("git", "doing"));
  await tab.deliver();
  expect(server.statuses()).toEqual(["doing", "todo", "done"]);
});

test("a change of the same step elsewhere is shown, and the person decides", async () => {
  server.tickElsewhere("git:1", "skipped");
  const tab = openTab();
  tab.add(tick("git", "done"));
  tab.add(tick("sql", "done"));
  await tab.deliver();
  expect(server.statuses()).toEqual(["skipped", "done", "todo"]);
  const [entry] = openTab().storage.list();
  expect(entry?.refusal?.theirs).toEqual({ status: "skipped", hoursSpent: null });
  if (entry) tab.retry(entry);
  await tab.deliver();
  expect(server.statuses()[0]).toBe("done");
  expect(left(tab)).toEqual([]);
});

test("what is given up leaves the outbox, and the screen that shows it is told", async () => {
  server.tickElsewhere("git:1", "skipped");
  const tab = openTab();
  tab.add(tick("git", "done"));
  await tab.deliver();
  const news = vi.fn();
  tab.read(news);
  tab.storage.list().forEach((entry) => tab.discard(entry));
  expect(news).toHaveBeenCalledWith(expect.objectContaining({ kind: "gone" }));
  expect(server.statuses()[0]).toBe("skipped");
  expect(left(tab)).toEqual([]);
});

test("what the server refuses for good stays with its reason, and the rest goes on", async () => {
  server.status = "archived";
  const tab = openTab();
  tab.add(tick("git", "done"));
  tab.add(rating("html", 2));
  await tab.deliver();
  expect(left(tab)).toEqual(["/problems/roadmap-archived"]);
  expect(server.made).toEqual(["html = 2"]);
  server.status = "active";
  tab.storage.list().forEach((entry) => tab.retry(entry));
  await tab.deliver();
  expect(server.made).toEqual(["html = 2", "git:1 done"]);
});

test("of several ratings only the one that cannot be saved waits for the person", async () => {
  const tab = openTab();
  tab.add(rating("html", 2));
  tab.add(rating("made-up", 1));
  tab.add(rating("css", 3));
  await tab.deliver();
  expect(server.made).toEqual(["html = 2", "css = 3"]);
  expect(tab.storage.list()).toMatchObject([{ skill: "made-up", refusal: { problem: { status: 422 } } }]);
});

test.each([
  ["renamed", 3, 1, 1],
  ["merged", 1, 3, 3],
  ["merged", 3, 1, 3],
  ["merged", 3, null, 3],
])(
  "a rating of a skill that was %s since (level %i, the account has %j) ends at %i",
  async (change, typed, held, then) => {
    server.former = [{ slug: "old", change, to: ["sql"] }];
    if (held !== null) server.rateElsewhere({ sql: held });
    const tab = openTab();
    tab.add({ ...rating("old", change === "renamed" ? then : typed), seen: [] });
    await tab.deliver();
    expect(server.ratings).toEqual({ sql: then });
    expect(left(tab)).toEqual([]);
  },
);

test.each(["split", "retired"])("a rating of a skill that was %s since is not dropped", async (change) => {
  server.former = [{ slug: "old", change, to: change === "split" ? ["sql", "git"] : [] }];
  const tab = openTab();
  tab.add(rating("old", 2));
  await tab.deliver();
  expect(tab.storage.list()).toMatchObject([{ skill: "old", level: 2, refusal: { theirs: null } }]);
});
