import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { logIn } from "@/services/account";
import { Outbox } from "@/services/outbox";
import { accountStore, sessionLock, sessionStore } from "@/services/session-store";
import { tabLock } from "@/services/tab-lock";
import { FakeServer } from "@/testing/fake-server";
import type { NewEntry } from "@/types/outbox";

let server: FakeServer;
const open: Outbox[] = [];

function openTab(lock = tabLock("two")): Outbox {
  const tab = new Outbox(lock);
  open.push(tab);
  return tab;
}

const rating = (skill: string, level: number): NewEntry => ({
  ...{ kind: "rating", owner: "ada", etag: "", seen: [{ level: null }] },
  ...{ skill, level },
});

const SLUGS = Array.from({ length: 12 }, (_, index) => `skill-${index}`);

beforeEach(() => {
  server = new FakeServer();
  SLUGS.forEach((slug) => server.skills.add(slug));
  vi.stubGlobal("fetch", server.fetch);
  sessionStore.set("signedIn");
});

afterEach(() => {
  open.splice(0).forEach((tab) => tab.stop());
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "locks");
  window.localStorage.clear();
  accountStore.set(null);
});

/** As the Web Locks API: one holder of a name at a time, the others in the order of their requests. */
function giveLocks(): { requested: number } {
  const count = { requested: 0 };
  let last: Promise<unknown> = Promise.resolve();
  const request = (_: string, work: () => Promise<unknown>) => {
    count.requested += 1;
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  Object.defineProperty(navigator, "locks", { value: { request }, configurable: true });
  return count;
}

test.each(["Web Locks", "a lease"])("two tabs that deliver at once send everything once, with %s", async (kind) => {
  const locks = kind === "Web Locks" ? giveLocks() : null;
  const tabs = [openTab(), openTab()] as const;
  SLUGS.forEach((slug, index) => tabs[index % 2]?.add(rating(slug, 1)));
  await Promise.all([tabs[0].deliver(), tabs[1].deliver()]);
  expect(server.made.sort()).toEqual(SLUGS.map((slug) => `${slug} = 1`).sort());
  expect(tabs[0].storage.list()).toEqual([]);
  if (locks) expect(locks.requested).toBeGreaterThanOrEqual(2);
});

test("two tabs that add in the same moment lose nothing of each other", () => {
  const tabs = [openTab(), openTab()] as const;
  tabs.forEach((tab) => tab.storage.list());
  SLUGS.forEach((slug, index) => tabs[index % 2]?.add(rating(slug, 1)));
  expect(tabs[0].storage.list()).toHaveLength(SLUGS.length);
  expect(tabs[1].storage.list()).toEqual(tabs[0].storage.list());
});

test("what one tab has sent is news in the other", async () => {
  const tab = openTab();
  const stop = tab.start();
  const news = vi.fn();
  tab.read(news);
  const entry = { ...rating("git", 1), id: "x", order: 1, refusal: null };
  const removal = { key: "career.outbox.x", oldValue: JSON.stringify(entry), newValue: null };
  window.dispatchEvent(new StorageEvent("storage", removal));
  expect(news).toHaveBeenCalledWith({ kind: "gone", entry });
  await tab.deliver();
  stop();
});

test("a tab that was closed in the middle holds up the others only until its lease ends", async () => {
  const key = "career.lock.two";
  window.localStorage.setItem(key, JSON.stringify({ holder: "closed", until: Date.now() + 150 }));
  const tab = openTab();
  tab.add(rating("git", 1));
  await tab.deliver();
  expect(server.made).toEqual(["git = 1"]);
  expect(window.localStorage.getItem(key)).toBeNull();
});

test("a log-in waits until what is being sent has arrived, and what comes later is not sent to that account", async () => {
  const tab = openTab(sessionLock);
  const paths: string[] = [];
  let arrive = () => {};
  const isArriving = new Promise<void>((resolve) => (arrive = resolve));
  vi.stubGlobal("fetch", async (input: Request) => {
    paths.push(`${input.method} ${new URL(input.url).pathname.split("/").pop()}`);
    if (paths.at(-1) === "POST login") {
      server.session = "grace";
      const body = JSON.stringify({ user: { id: "grace" } });
      return new Response(body, { headers: { "content-type": "application/json" } });
    }
    if (input.method === "PATCH") await isArriving;
    return server.fetch(input);
  });
  tab.add(rating("git", 1));
  const sending = tab.deliver();
  await vi.waitFor(() => expect(paths).toContain("PATCH ratings"));
  const entering = logIn({ email: "g@example.org", password: "" });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(paths).not.toContain("POST login");
  arrive();
  await Promise.all([entering, sending]);
  tab.add(rating("sql", 2));
  await tab.deliver();
  expect(server.made).toEqual(["git = 1"]);
  expect(tab.storage.list().map(({ owner }) => owner)).toEqual(["ada"]);
});
