import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { adoptOwnedDraft, adoptPendingTicks } from "@/services/legacy-stores";
import { draftStore } from "@/services/draft-store";
import { accountStore, sessionStore } from "@/services/session-store";
import { FakeServer } from "@/testing/fake-server";
import { rating, tick } from "@/testing/outbox-entries";
import { closeTabs, left, openTab } from "@/testing/outbox-tabs";
import { EMPTY_DRAFT } from "@/types/draft";

let server: FakeServer;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

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
  draftStore.set(EMPTY_DRAFT);
});

/** A page that can be left: requests of a page before never reach the server, or their answers never arrive. */
function pages() {
  const moment = () => new Promise((resolve) => setTimeout(resolve));
  let page = 0;
  const never = new Promise<never>(() => undefined);
  vi.stubGlobal("fetch", async (input: Request) => {
    const mine = page;
    await moment();
    if (mine !== page) return never;
    const answer = await server.fetch(input);
    await moment();
    return mine === page ? answer : never;
  });
  const leave = () => {
    page += 1;
    window.dispatchEvent(new Event("pagehide"));
  };
  return { moment, leave };
}

test.each(Array.from({ length: 24 }, (_, index) => index))(
  "of two offline ticks none is lost when the page changes %i moments after the connection is back",
  async (moments) => {
    const { moment, leave } = pages();
    server.isOnline = false;
    const before = openTab();
    before.add(tick("git", "done"));
    before.add(tick("sql", "doing"));
    await before.deliver();
    server.isOnline = true;
    void before.deliver();
    await pause(40); // The lease of this page is taken.
    for (let count = 0; count < moments; count += 1) await moment();
    leave();
    before.stop();
    await openTab().deliver();
    expect(server.statuses()).toEqual(["done", "doing", "todo"]);
    expect(server.made).toEqual(["git:1 done", "sql:1 doing"]);
    expect(left(before)).toEqual([]);
  },
);

test.each([500, 502, 503, 504, 429, 408])(
  "after a status %i everything waits and is delivered later",
  async (status) => {
    server.failing = status;
    const tab = openTab();
    tab.add(tick("git", "done"));
    tab.add(rating("html", 2));
    await tab.deliver();
    expect(left(tab)).toEqual(["waits", "waits"]);
    expect(tab.getStatus().failure).toMatchObject({ status });
    server.failing = null;
    await tab.deliver();
    expect(server.made).toEqual(["git:1 done", "html = 2"]);
    expect(left(tab)).toEqual([]);
    expect(tab.getStatus().failure).toBeNull();
  },
);

test("when the answer is lost on the way, the change is not made twice", async () => {
  server.losesAnswer = true;
  const tab = openTab();
  tab.add(tick("git", "doing", { hoursSpent: 3 }));
  await tab.deliver();
  expect(left(tab)).toEqual(["waits"]);
  await openTab().deliver();
  expect(server.made).toEqual(["git:1 doing 3"]);
  expect(left(tab)).toEqual([]);
});

test("the last word about a step counts, and hours that wait stay with it", async () => {
  const tab = openTab();
  tab.add(tick("git", "doing", { hoursSpent: 3 }));
  tab.add(tick("sql", "skipped"));
  tab.add(tick("git", "done"));
  await tab.deliver();
  expect(server.made).toEqual(["sql:1 skipped", "git:1 done 3"]);
});

test("a step changed twice while the first change is on its way is no conflict with itself", async () => {
  const tab = openTab();
  tab.add(tick("git", "doing"));
  const sending = tab.deliver();
  tab.add(tick("git", "done"));
  await sending;
  await tab.deliver();
  expect(server.statuses()[0]).toBe("done");
  expect(left(tab)).toEqual([]);
});

test("after the session has ended everything waits for the log-in of that account, and no other gets it", async () => {
  server.session = null;
  const tab = openTab();
  tab.add(tick("git", "done"));
  tab.add(rating("html", 2));
  await tab.deliver();
  expect(sessionStore.get()).toBe("ended");
  server.session = "grace";
  sessionStore.set("signedIn");
  await tab.deliver();
  expect(server.made).toEqual([]);
  expect(left(tab)).toEqual(["waits", "waits"]);
  server.session = "ada";
  await tab.deliver();
  expect(server.made).toEqual(["git:1 done", "html = 2"]);
});

test("a person who logs out takes their own entries along and nothing of others", () => {
  const tab = openTab();
  tab.add(tick("git", "done"));
  tab.add(tick("sql", "done", { owner: "grace" }));
  tab.forget("ada");
  expect(tab.storage.list().map(({ owner }) => owner)).toEqual(["grace"]);
});

test("whatever stands in the storage is read as a valid outbox", async () => {
  window.localStorage.setItem("career.outbox.1", "{");
  window.localStorage.setItem("career.outbox.2", JSON.stringify({ id: "2", kind: "tick", owner: 7 }));
  window.localStorage.setItem("career.outbox.3", "null");
  const tab = openTab();
  tab.add(tick("git", "done"));
  await tab.deliver();
  expect(server.made).toEqual(["git:1 done"]);
});

test("a browser that stores nothing still delivers, and says that nothing is stored", async () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const tab = openTab();
  tab.add(tick("git", "done"));
  expect(tab.storage.isDurable()).toBe(false);
  await tab.deliver();
  expect(server.made).toEqual(["git:1 done"]);
  expect(tab.storage.isDurable()).toBe(true);
});

test("what earlier versions stored is taken over", async () => {
  window.localStorage.setItem(
    "career.ticks",
    JSON.stringify([{ roadmapId: "r", itemId: "git:1", status: "done" }, { roadmapId: 1 }]),
  );
  draftStore.set({ ...EMPTY_DRAFT, ratings: { html: 3 }, owner: "ada" });
  const tab = openTab();
  adoptOwnedDraft(tab);
  adoptPendingTicks(tab, "ada");
  expect(draftStore.get()).toEqual(EMPTY_DRAFT);
  await tab.deliver();
  expect(server.made).toEqual(["html = 3", "git:1 done"]);
  expect(window.localStorage.getItem("career.ticks")).toBeNull();
});
