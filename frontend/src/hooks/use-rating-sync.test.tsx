import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import { conflictsOf, useRatingSync } from "@/hooks/use-rating-sync";
import { useRatings } from "@/hooks/use-ratings";
import { useSession } from "@/hooks/use-session";
import { draftStore, storeRating } from "@/services/draft-store";
import { sessionStore } from "@/services/session-store";
import { EMPTY_DRAFT, type RatingMap } from "@/types/draft";
import type { Rating } from "@/types/model";

const row = (slug: string, level: number): Rating => ({
  skill: { slug, title: slug },
  level,
  source: "self",
  confidence: 1,
  updatedAt: "2026-01-01T00:00:00Z",
  version: 1,
  isCounted: true,
});

/** An account in memory that counts its versions, as the API does. */
class Account {
  version = 1;
  ratings: RatingMap = {};
  isDown = false;

  list(): Response {
    const items = Object.entries(this.ratings).map(([slug, level]) => row(slug, level));
    return new Response(JSON.stringify({ items, nextCursor: null, knowledgeVersion: "1.0.0" }), {
      headers: { etag: `"${this.version}"`, "content-type": "application/json" },
    });
  }

  async patch(request: Request): Promise<Response> {
    if (this.isDown) return refusal(503, "database-unavailable");
    if (request.headers.get("if-match") !== `"${this.version}"`) return refusal(412, "stale-version");
    const { ratings } = (await request.json()) as { ratings: RatingMap };
    this.change(ratings);
    return this.list();
  }

  change(ratings: RatingMap): void {
    this.ratings = { ...this.ratings, ...ratings };
    this.version += 1;
  }

  answer = async (request: Request): Promise<Response> => {
    if (!request.url.endsWith("/ratings")) {
      return new Response(JSON.stringify({ id: "ada", email: "a@b", displayName: "Ada", createdAt: "" }));
    }
    return request.method === "PATCH" ? this.patch(request) : this.list();
  };
}

function refusal(status: number, slug: string): Response {
  return new Response(JSON.stringify({ type: `/problems/${slug}`, title: slug, status, detail: "" }), { status });
}

async function logIn(account: Account) {
  vi.stubGlobal("fetch", account.answer);
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => ({ sync: useRatingSync(), mine: useRatings(), session: useSession() }), {
    wrapper,
  });
  act(() => sessionStore.set("signedIn"));
  await waitFor(() => expect(result.current.session.user).not.toBeNull());
  await waitFor(() => expect(result.current.mine.isLoading).toBe(false));
  return result;
}

beforeEach(() => {
  draftStore.set(EMPTY_DRAFT);
  sessionStore.set("anonymous");
});

test("ratings typed without an account are carried into it", async () => {
  storeRating("git", 2, null);
  const account = new Account();
  const result = await logIn(account);
  await act(() => result.current.sync.flush());
  expect(account.ratings).toEqual({ git: 2 });
  expect(draftStore.get().ratings).toEqual({});
});

test("a profile changed elsewhere is read again, and both changes stand", async () => {
  const account = new Account();
  const result = await logIn(account);
  account.change({ sql: 3 });
  act(() => result.current.mine.rate("git", 1));
  await act(() => result.current.sync.flush());
  expect(account.ratings).toEqual({ sql: 3, git: 1 });
});

test("what could not be saved stays in the browser and still counts on the screen", async () => {
  const account = new Account();
  const result = await logIn(account);
  account.isDown = true;
  act(() => result.current.mine.rate("git", 2));
  await act(() => result.current.sync.flush());
  expect(result.current.sync.state).toBe("failed");
  expect(result.current.mine.ratings).toEqual({ git: 2 });
  account.isDown = false;
  expect(await act(() => result.current.sync.flush())).toBe(true);
  expect(account.ratings).toEqual({ git: 2 });
});

test("a rating typed before log-in never overwrites another one of the account unasked", async () => {
  storeRating("git", 1, null);
  storeRating("css", 2, null);
  const account = new Account();
  account.change({ git: 4 });
  const result = await logIn(account);
  expect(await act(() => result.current.sync.flush())).toBe(false);
  expect(account.ratings).toEqual({ git: 4, css: 2 });
  expect(conflictsOf(draftStore.get(), [row("git", 4)], "ada")).toEqual({ git: 1 });
});

test("what was typed under one account is never carried into another unasked", () => {
  storeRating("css", 2, "grace");
  expect(conflictsOf(draftStore.get(), [], "ada")).toEqual({ css: 2 });
  expect(conflictsOf(draftStore.get(), [], "grace")).toEqual({});
});
