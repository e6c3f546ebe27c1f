import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { useFollowedDraft, useSetAsideRatings } from "@/hooks/use-former-slugs";
import { useOutbox } from "@/hooks/use-outbox";
import { useOutboxDelivery } from "@/hooks/use-outbox-delivery";
import { conflictsOf, useRatingConflicts, useRatingSync } from "@/hooks/use-rating-sync";
import { useRatings } from "@/hooks/use-ratings";
import { useSession } from "@/hooks/use-session";
import { draftStore, storePlacement, storeRating } from "@/services/draft-store";
import { outbox } from "@/services/outbox";
import { accountStore, sessionStore } from "@/services/session-store";
import { FakeServer } from "@/testing/fake-server";
import { EMPTY_DRAFT } from "@/types/draft";
import type { Rating } from "@/types/model";

let server: FakeServer;

const row = (slug: string, level: number) => ({ skill: { slug, title: slug }, level }) as Rating;

/** Any page of a person who is logged in, with what is on every page. */
async function open() {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(
    () => {
      useOutboxDelivery();
      useFollowedDraft();
      return {
        sync: useRatingSync(),
        mine: useRatings(),
        session: useSession(),
        conflicts: useRatingConflicts(),
        aside: useSetAsideRatings(),
        box: useOutbox(),
      };
    },
    { wrapper },
  );
  act(() => sessionStore.set("signedIn"));
  await waitFor(() => expect(result.current.session.user).not.toBeNull());
  await waitFor(() => expect(result.current.mine.isLoading).toBe(false));
  return result;
}

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  draftStore.set(EMPTY_DRAFT);
  sessionStore.set("anonymous");
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.localStorage.clear();
  outbox.storage.notify();
  accountStore.set(null);
});

test("ratings typed without an account are carried into it", async () => {
  storeRating("git", 2);
  const result = await open();
  await act(() => result.current.sync.flush());
  expect(server.ratings).toEqual({ git: 2 });
  expect(draftStore.get().ratings).toEqual({});
});

test("what a placement without an account wrote keeps its confidence in the account", async () => {
  storePlacement({ git: 2, sql: 1, css: 1 }, { git: 0.8, sql: 0.7 }, null);
  storeRating("sql", 3); // By hand: the person's own from now on.
  server.failing = 503;
  const result = await open();
  await act(() => result.current.sync.flush());
  expect(draftStore.get().ratings).toEqual({}); // They wait in the outbox of the account.
  expect(result.current.mine.placed).toEqual({ git: 0.8 });
  server.failing = null;
  await act(() => result.current.sync.flush());
  expect(server.ratings).toEqual({ git: 2, sql: 3, css: 1 });
  expect(server.placed).toEqual({ git: 0.8 });
  await waitFor(() => expect(result.current.mine.placed).toEqual({ git: 0.8 }));
  act(() => result.current.mine.rate("git", 1));
  expect(result.current.mine.placed).toEqual({});
  await act(() => result.current.sync.flush());
  expect(server.placed).toEqual({});
});

test("a profile changed elsewhere is read again, and both changes stand", async () => {
  const result = await open();
  server.rateElsewhere({ sql: 3 });
  act(() => result.current.mine.rate("git", 1));
  await act(() => result.current.sync.flush());
  expect(server.ratings).toEqual({ sql: 3, git: 1 });
  await waitFor(() => expect(result.current.mine.ratings).toEqual({ sql: 3, git: 1 }));
});

test("a skill rated elsewhere meanwhile is shown as a conflict, and nothing is overwritten unasked", async () => {
  const result = await open();
  server.rateElsewhere({ git: 4 });
  act(() => result.current.mine.rate("git", 1));
  expect(await act(() => result.current.sync.flush())).toBe(false);
  expect(server.ratings).toEqual({ git: 4 });
  expect(result.current.box.refused.map(({ refusal }) => refusal?.theirs)).toEqual([{ level: 4 }]);
  act(() => result.current.box.refused.forEach(result.current.box.discard));
  expect(await act(() => result.current.sync.flush())).toBe(true);
  await waitFor(() => expect(result.current.mine.ratings).toEqual({ git: 4 }));
});

test("what could not be saved stays in the browser and still counts on the screen", async () => {
  const result = await open();
  server.failing = 503;
  act(() => result.current.mine.rate("git", 2));
  await act(() => result.current.sync.flush());
  expect(result.current.sync.state).toBe("failed");
  expect(result.current.mine.ratings).toEqual({ git: 2 });
  server.failing = null;
  expect(await act(() => result.current.sync.flush())).toBe(true);
  expect(server.ratings).toEqual({ git: 2 });
});

test("what is rated after the session has ended waits for that account", async () => {
  const result = await open();
  server.session = null;
  act(() => result.current.mine.rate("git", 2));
  await act(() => result.current.sync.flush());
  await waitFor(() => expect(result.current.session.hasEnded).toBe(true));
  act(() => result.current.mine.rate("sql", 3));
  expect(result.current.mine.ratings).toMatchObject({ git: 2, sql: 3 });
  server.session = "ada";
  act(() => sessionStore.set("signedIn"));
  await waitFor(() => expect(server.ratings).toEqual({ git: 2, sql: 3 }));
});

test("a rating typed before log-in never overwrites another one of the account unasked", async () => {
  storeRating("git", 1);
  storeRating("css", 2);
  server.rateElsewhere({ git: 4 });
  const result = await open();
  expect(await act(() => result.current.sync.flush())).toBe(false);
  expect(server.ratings).toEqual({ git: 4, css: 2 });
  expect(result.current.conflicts.conflicts).toMatchObject([{ slug: "git", typed: 1, held: 4 }]);
  act(() => result.current.conflicts.takeTyped());
  expect(await act(() => result.current.sync.flush())).toBe(true);
  expect(server.ratings).toEqual({ git: 1, css: 2 });
});

test("what an earlier version stored for another account waits for that one", async () => {
  draftStore.set({ ...EMPTY_DRAFT, ratings: { css: 2 }, owner: "grace" });
  expect(conflictsOf(draftStore.get(), [row("css", 1)])).toEqual({});
  const result = await open();
  expect(await act(() => result.current.sync.flush())).toBe(true);
  expect(server.ratings).toEqual({});
  expect(result.current.box.foreign).toMatchObject([{ owner: "grace", skill: "css", level: 2 }]);
});

test("ratings under former slugs arrive under those of today, and none is lost", async () => {
  server.former = [
    { slug: "structured-query-language", change: "renamed", to: ["sql"] },
    { slug: "web", change: "split", to: ["html", "css"] },
    { slug: "fax", change: "retired", to: [] },
  ];
  draftStore.set({ ...EMPTY_DRAFT, ratings: { "structured-query-language": 2, web: 3, fax: 1 } });
  const result = await open();
  await waitFor(() => expect(server.ratings).toEqual({ sql: 2 }));
  await waitFor(() => expect(draftStore.get().ratings).toEqual({ web: 3, fax: 1 }));
  expect(result.current.mine.ratings).toEqual({ sql: 2 });
  expect(result.current.aside.ratings.map(({ slug }) => slug)).toEqual(["web", "fax"]);
  const [split] = result.current.aside.ratings;
  act(() => (split ? result.current.aside.confirm(split) : undefined));
  await waitFor(() => expect(server.ratings).toEqual({ sql: 2, html: 3, css: 3 }));
  await waitFor(() => expect(draftStore.get().ratings).toEqual({ fax: 1 }));
});
