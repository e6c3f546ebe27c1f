import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { useItemProgress } from "@/hooks/use-item-progress";
import { useOutbox } from "@/hooks/use-outbox";
import { useOutboxDelivery } from "@/hooks/use-outbox-delivery";
import { useRoadmap } from "@/hooks/use-roadmaps";
import { outbox } from "@/services/outbox";
import { accountStore, sessionStore } from "@/services/session-store";
import { FakeServer } from "@/testing/fake-server";

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  sessionStore.set("signedIn");
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.localStorage.clear();
  outbox.storage.notify();
  accountStore.set(null);
});

/** The page of the roadmap, with what is on every page around it. */
async function open() {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
  const page = renderHook(
    () => {
      useOutboxDelivery();
      return { roadmap: useRoadmap("r"), progress: useItemProgress("r"), box: useOutbox() };
    },
    { wrapper },
  );
  await waitFor(() => expect(page.result.current.roadmap.data).toBeDefined());
  await waitFor(() => expect(accountStore.get()).toBe("ada"));
  const statuses = () => page.result.current.roadmap.data?.body.result.items.map(({ status }) => status);
  return { ...page, statuses };
}

test("ticks made without a connection show at once, wait, and are all sent when it is back", async () => {
  const { result, statuses } = await open();
  server.isOnline = false;
  act(() => result.current.progress.tick({ itemId: "git:1", status: "done" }));
  act(() => result.current.progress.tick({ itemId: "sql:1", status: "doing" }));
  expect(statuses()).toEqual(["done", "doing", "todo"]);
  await waitFor(() => expect(result.current.box).toMatchObject({ waiting: 2, failure: { status: 0 } }));
  expect(result.current.progress.resend).not.toBeNull();
  server.isOnline = true;
  act(() => void window.dispatchEvent(new Event("online")));
  await waitFor(() => expect(server.made).toEqual(["git:1 done", "sql:1 doing"]));
  await waitFor(() => expect(result.current.box).toMatchObject({ waiting: 0, failure: null }));
  expect(statuses()).toEqual(["done", "doing", "todo"]);
  expect(result.current.progress.agreed).toEqual({ itemId: "sql:1", status: "doing", gained: 0 });
});

test("a page that is opened again still shows what waits, and what it reads does not undo it", async () => {
  const first = await open();
  server.failing = 503;
  act(() => first.result.current.progress.tick({ itemId: "git:1", status: "done" }));
  await waitFor(() => expect(first.result.current.box.failure).not.toBeNull());
  first.unmount();
  const again = await open();
  expect(again.statuses()).toEqual(["done", "todo", "todo"]);
  server.failing = null;
  act(() => again.result.current.progress.resend?.());
  await waitFor(() => expect(server.made).toEqual(["git:1 done"]));
  await waitFor(() => expect(again.result.current.box.waiting).toBe(0));
  expect(again.statuses()).toEqual(["done", "todo", "todo"]);
});

test("what was refused no longer counts on the screen, and says why", async () => {
  const { result, statuses } = await open();
  server.status = "archived";
  act(() => result.current.progress.tick({ itemId: "git:1", status: "done" }));
  await waitFor(() => expect(result.current.progress.error).toMatchObject({ slug: "roadmap-archived" }));
  expect(statuses()).toEqual(["todo", "todo", "todo"]);
  expect(result.current.box.refused).toHaveLength(1);
});

test("of a step that was changed elsewhere the screen shows the other state until the person decides", async () => {
  const { result, statuses } = await open();
  server.tickElsewhere("git:1", "skipped");
  act(() => result.current.progress.tick({ itemId: "git:1", status: "done" }));
  await waitFor(() => expect(result.current.box.refused).toHaveLength(1));
  await waitFor(() => expect(statuses()).toEqual(["skipped", "todo", "todo"]));
  act(() => result.current.box.refused.forEach(result.current.box.retry));
  await waitFor(() => expect(server.made).toEqual(["git:1 done"]));
  await waitFor(() => expect(statuses()).toEqual(["done", "todo", "todo"]));
});
