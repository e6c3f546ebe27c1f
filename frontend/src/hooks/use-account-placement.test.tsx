import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { useAccountPlacement } from "@/hooks/use-account-placement";
import {
  beginPlacement,
  storeAnswer,
  storedPlacement,
  NO_PLACEMENTS,
  placementStore,
} from "@/services/placement-store";
import { sessionStore } from "@/services/session-store";
import type { StoredAnswer, StoredUses } from "@/types/placement";

const which = { role: "backend-developer", variant: "junior" };
const git: StoredAnswer = { skill: "git", level: 1, reply: "yes" };
const sql: StoredAnswer = { skill: "sql", level: 1, reply: "no" };

function refusal(status: number, slug: string): Response {
  return new Response(JSON.stringify({ type: `/problems/${slug}`, title: slug, status, detail: "" }), { status });
}

/** An account in memory that keeps one placement and counts its versions, as the API does. */
class Account {
  version = 0;
  status: "open" | "accepted" = "open";
  answers: StoredAnswer[] = [];
  uses: StoredUses["uses"] = {};
  begun: unknown = null;
  isDown = false;

  view(): Response {
    const answers = this.answers.map(({ skill, level, reply }) => ({
      skill: { slug: skill, title: skill },
      level,
      reply,
      canDo: [],
    }));
    const options = ["java", "go"].map((slug) => ({ skill: { slug, title: slug }, use: this.uses[slug] ?? null }));
    const choice = { key: "language", label: "Language", choose: 1, options };
    const body = {
      id: "p1",
      status: this.status,
      version: this.version,
      setAside: [],
      state: { answers, choices: [choice], seed: 1, levels: [] },
    };
    return new Response(JSON.stringify(body), {
      headers: { etag: `"${this.version}"`, "content-type": "application/json" },
    });
  }

  list(): Response {
    const item = { id: "p1", status: this.status, role: { slug: which.role, title: "" }, variant: which.variant };
    return new Response(JSON.stringify({ items: this.version > 0 ? [item] : [], nextCursor: null }));
  }

  give(answer: StoredAnswer): void {
    const others = this.answers.filter(({ skill }) => skill !== answer.skill);
    this.answers = answer.reply === null ? others : [...others, answer];
    this.version += 1;
  }

  async post(request: Request): Promise<Response> {
    if (this.isDown) return refusal(503, "database-unavailable");
    if (new URL(request.url).pathname.endsWith("/placements")) {
      this.version = 1;
      this.begun = await request.json();
      return this.view();
    }
    if (this.status === "accepted") return refusal(409, "placement-closed");
    if (request.headers.get("if-match") !== `"${this.version}"`) return refusal(412, "stale-version");
    if (new URL(request.url).pathname.endsWith("/uses")) {
      this.uses = { ...this.uses, ...((await request.json()) as StoredUses).uses };
      this.version += 1;
    } else this.give((await request.json()) as StoredAnswer);
    return this.view();
  }

  answer = async (request: Request): Promise<Response> => {
    if (request.method === "POST") return this.post(request);
    const { pathname } = new URL(request.url);
    if (pathname.endsWith("/me")) return new Response(JSON.stringify({ id: "ada", email: "a@b", displayName: "Ada" }));
    return pathname.endsWith("/placements") ? this.list() : this.view();
  };
}

async function open(account: Account) {
  vi.stubGlobal("fetch", account.answer);
  sessionStore.set("signedIn");
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useAccountPlacement(which.role, which.variant, "ada"), { wrapper });
  await waitFor(() => expect(result.current.isLoading).toBe(false));
  return result;
}

const waiting = () => storedPlacement(placementStore.get(), which)?.answers ?? [];

afterEach(cleanup);
beforeEach(() => {
  placementStore.set(NO_PLACEMENTS);
  sessionStore.set("anonymous");
});

test("an answer reaches the account and is then forgotten in the browser", async () => {
  const account = new Account();
  account.version = 1;
  const run = await open(account);
  act(() => run.current.answer(git));
  await waitFor(() => expect(account.answers).toEqual([git]));
  await waitFor(() => expect(waiting()).toEqual([]));
  expect(run.current.state?.answers).toHaveLength(1);
});

test("answers given before the log-in are taken along when the placement begins", async () => {
  beginPlacement({ ...which, owner: null }, {}, { role: "data-analyst", years: 4 });
  storeAnswer({ ...which, owner: null }, git);
  storeAnswer({ ...which, owner: null }, sql);
  const account = new Account();
  const run = await open(account);
  expect(run.current.isBegun).toBe(false);
  expect(run.current.earlierAnswers?.count).toBe(2);
  expect(account.answers).toEqual([]);
  expect(run.current.earlierAnswers?.worked).toEqual({ role: "data-analyst", years: 4 });
  act(() => run.current.begin(run.current.earlierAnswers?.worked ?? null));
  await waitFor(() => expect(account.answers).toEqual([git, sql]));
  expect(account.begun).toMatchObject({ ...which, worked: { role: "data-analyst", years: 4 } });
});

test("answers of another browser session are taken into an open placement only when the person wants it", async () => {
  storeAnswer({ ...which, owner: null }, git);
  const account = new Account();
  account.version = 1;
  const run = await open(account);
  expect(account.answers).toEqual([]);
  act(() => run.current.earlierAnswers?.include());
  await waitFor(() => expect(account.answers).toEqual([git]));
});

test("gone on in another window, it is read again, both answers stand, and this is said", async () => {
  const account = new Account();
  account.version = 1;
  const run = await open(account);
  account.give(sql);
  act(() => run.current.answer(git));
  await waitFor(() => expect(account.answers).toEqual([sql, git]));
  await waitFor(() => expect(run.current.changedElsewhere).toBe(true));
});

test("an answer that cannot be sent stays in the browser, and trying again sends it", async () => {
  const account = new Account();
  account.version = 1;
  const run = await open(account);
  account.isDown = true;
  act(() => run.current.answer(git));
  await waitFor(() => expect(run.current.error).not.toBeNull());
  expect(run.current.waiting).toEqual([git]);
  account.isDown = false;
  act(() => run.current.retry());
  await waitFor(() => expect(account.answers).toEqual([git]));
  await waitFor(() => expect(run.current.error).toBeNull());
});

test("an answer to what was accepted elsewhere is refused, and a new placement can begin", async () => {
  const account = new Account();
  account.version = 1;
  const run = await open(account);
  account.status = "accepted";
  act(() => run.current.answer(git));
  await waitFor(() => expect(run.current.isBegun).toBe(false));
  expect(run.current.error).not.toBeNull();
  expect(waiting()).toEqual([]);
});

test("a choice waits as one answer until the account has it, and can be taken back there", async () => {
  const account = new Account();
  account.version = 1;
  account.isDown = true;
  const run = await open(account);
  act(() => run.current.answer({ uses: { java: "yes", go: "no" } }));
  await waitFor(() => expect(run.current.error).not.toBeNull());
  expect(run.current.waiting).toEqual([{ uses: { java: "yes", go: "no" } }]);
  account.isDown = false;
  act(() => run.current.retry());
  act(() => run.current.answer(git));
  await waitFor(() => expect(account.answers).toEqual([git]));
  expect(account.uses).toEqual({ java: "yes", go: "no" });
  await waitFor(() => expect(waiting()).toEqual([]));
  act(() => run.current.answer({ uses: { java: null, go: null } }));
  await waitFor(() => expect(run.current.state?.choices[0]?.options.map(({ use }) => use)).toEqual([null, null]));
});
