import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { keys } from "@/hooks/query-keys";
import { useItemProgress } from "@/hooks/use-item-progress";
import { NO_TICKS, pendingTicks } from "@/services/pending-ticks";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  pendingTicks.set(NO_TICKS);
});

const items = ["git:1", "sql:1"].map((id) => ({ id, status: "todo", isReadyNow: true }));
const body = { id: "r", version: 1, progress: { done: 0, total: 2, hoursDone: 0, hoursTotal: 9 }, result: { items } };

function show() {
  const cache = new QueryClient({ defaultOptions: { mutations: { networkMode: "always" } } });
  cache.setQueryData(keys.roadmap("r"), { body, etag: '"1"' });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
  const shown = renderHook(() => useItemProgress("r"), { wrapper });
  const statuses = () =>
    cache.getQueryData<{ body: typeof body }>(keys.roadmap("r"))?.body.result.items.map(({ status }) => status);
  return { ...shown, statuses };
}

test("ticks made without a connection stay on the screen, wait, and are all sent when it is back", async () => {
  const sent: string[] = [];
  let isOnline = false;
  vi.stubGlobal("fetch", async (request: Request) => {
    if (!isOnline) throw new TypeError("Failed to fetch");
    const { status } = (await request.json()) as { status: string };
    const id = decodeURIComponent(request.url.split("/").pop() ?? "");
    sent.push(`${id} ${status}`);
    const item = { id, status, isReadyNow: false };
    const answer = { item, roadmap: { version: 2, progress: body.progress }, readyNow: [] };
    return new Response(JSON.stringify(answer), { headers: { "content-type": "application/json", etag: '"2"' } });
  });
  const { result, statuses } = show();
  act(() => result.current.tick({ itemId: "git:1", status: "done" }));
  act(() => result.current.tick({ itemId: "sql:1", status: "doing" }));
  await waitFor(() => expect(pendingTicks.get()).toHaveLength(2));
  expect(statuses()).toEqual(["done", "doing"]);
  expect(result.current.resend).not.toBeNull();
  isOnline = true;
  act(() => void window.dispatchEvent(new Event("online")));
  await waitFor(() => expect(sent).toEqual(["git:1 done", "sql:1 doing"]));
  await waitFor(() => expect(result.current.error).toBeNull());
  expect(pendingTicks.get()).toEqual([]);
  expect(statuses()).toEqual(["done", "doing"]);
});
