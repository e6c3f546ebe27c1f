import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { useBrowserPlacement } from "@/hooks/use-browser-placement";
import { draftStore, storeRating } from "@/services/draft-store";
import { NO_PLACEMENTS, placementStore } from "@/services/placement-store";
import { sessionStore } from "@/services/session-store";
import { EMPTY_DRAFT } from "@/types/draft";

interface Asked {
  seed: number;
  ratings: Record<string, number>;
  ratingsNow: Record<string, number> | null;
  worked: { role: string; years: number } | null;
  answers: { skill: string; level: number; reply: string }[];
  uses: Record<string, string>;
}

/** A server that places every skill answered with yes at level 1; its role has one choice. */
class Server {
  asked: Asked[] = [];
  isDown = false;

  answer = async (request: Request): Promise<Response> => {
    if (this.isDown) throw new TypeError("no network");
    const asked = (await request.json()) as Asked;
    this.asked.push(asked);
    const answers = asked.answers.map(({ skill, level, reply }) => ({
      skill: { slug: skill, title: skill },
      level,
      reply,
      canDo: [],
    }));
    const changes = asked.answers.map(({ skill, reply }) => ({
      skill: { slug: skill, title: skill },
      after: reply === "yes" ? 1 : 0,
      source: "placement",
      confidence: 0.8,
    }));
    const readiness = { low: 50.2, placed: 60.3, high: 71, coverage: 0.9 };
    const options = ["java", "go"].map((slug) => ({ skill: { slug, title: slug }, use: asked.uses[slug] ?? null }));
    const choice = { key: "language", label: "Language", choose: 1, options };
    const isOpen = options.some(({ use }) => use === null);
    const state = { choices: [choice], choice: isOpen ? choice : null, question: null };
    return new Response(JSON.stringify({ ...state, seed: asked.seed, answers, levels: [], changes, readiness }));
  };
}

function open(server: Server) {
  vi.stubGlobal("fetch", server.answer);
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
  return renderHook(() => useBrowserPlacement("backend-developer", "junior"), { wrapper });
}

afterEach(cleanup);
beforeEach(() => {
  sessionStore.set("anonymous");
  draftStore.set(EMPTY_DRAFT);
  placementStore.set(NO_PLACEMENTS);
});

test("what is rated goes along as a hint, and answers go with the same seed each time", async () => {
  storeRating("sql", 2);
  const server = new Server();
  const { result } = open(server);
  act(() => result.current.begin(null));
  await waitFor(() => expect(result.current.state).not.toBeNull());
  act(() => result.current.answer({ skill: "git", level: 1, reply: "yes" }));
  await waitFor(() => expect(result.current.state?.answers).toHaveLength(1));
  expect(server.asked.map(({ ratings }) => ratings)).toEqual([{ sql: 2 }, { sql: 2 }]);
  expect(new Set(server.asked.map(({ seed }) => seed)).size).toBe(1);
});

test("what is rated meanwhile is sent as what acceptance would change", async () => {
  storeRating("sql", 2);
  const server = new Server();
  const { result } = open(server);
  act(() => result.current.begin(null));
  await waitFor(() => expect(result.current.state).not.toBeNull());
  act(() => storeRating("sql", 1));
  await waitFor(() => expect(server.asked).toHaveLength(2));
  expect(server.asked.map(({ ratings }) => ratings)).toEqual([{ sql: 2 }, { sql: 2 }]);
  expect(server.asked.map(({ ratingsNow }) => ratingsNow)).toEqual([null, { sql: 1 }]);
});

test("after a lost connection the answer is still there and the last picture stays on the screen", async () => {
  const server = new Server();
  const { result } = open(server);
  act(() => result.current.begin(null));
  await waitFor(() => expect(result.current.state).not.toBeNull());
  server.isDown = true;
  act(() => result.current.answer({ skill: "git", level: 1, reply: "yes" }));
  await waitFor(() => expect(result.current.error).not.toBeNull());
  expect(result.current.state?.answers).toEqual([]);
  expect(result.current.waiting).toEqual([{ skill: "git", level: 1, reply: "yes" }]);
  server.isDown = false;
  act(() => result.current.retry());
  await waitFor(() => expect(result.current.state?.answers).toHaveLength(1));
});

test("a closed tab is gone on with where it was left", async () => {
  const server = new Server();
  const first = open(server);
  act(() => first.result.current.begin(null));
  act(() => first.result.current.answer({ skill: "git", level: 1, reply: "yes" }));
  first.unmount();
  const { result } = open(server);
  await waitFor(() => expect(result.current.state?.answers).toHaveLength(1));
});

test("an answer taken back is asked about no more", async () => {
  const server = new Server();
  const { result } = open(server);
  act(() => result.current.begin(null));
  act(() => result.current.answer({ skill: "git", level: 1, reply: "yes" }));
  await waitFor(() => expect(result.current.state?.answers).toHaveLength(1));
  act(() => result.current.answer({ skill: "git", level: 1, reply: null }));
  await waitFor(() => expect(result.current.state?.answers).toHaveLength(0));
});

test("levels taken over become ratings of this browser, with what the person says on top", async () => {
  const server = new Server();
  const { result } = open(server);
  act(() => result.current.begin(null));
  act(() => result.current.answer({ skill: "git", level: 1, reply: "yes" }));
  act(() => result.current.answer({ skill: "sql", level: 1, reply: "no" }));
  await waitFor(() => expect(result.current.state?.answers).toHaveLength(2));
  act(() => result.current.correct("git", 2));
  const onDone = vi.fn();
  act(() => result.current.accept(onDone));
  expect(draftStore.get()).toMatchObject({ ratings: { git: 2, sql: 0 }, placed: { sql: 0.8 }, found: null });
  expect(placementStore.get()).toBe(NO_PLACEMENTS);
  expect(onDone).toHaveBeenCalledOnce();
});

test("what was found stays with the levels, until one is rated by hand", async () => {
  const server = new Server();
  const { result } = open(server);
  act(() => result.current.begin(null));
  act(() => result.current.answer({ skill: "git", level: 1, reply: "yes" }));
  await waitFor(() => expect(result.current.state?.answers).toHaveLength(1));
  act(() => result.current.accept(() => undefined));
  expect(draftStore.get()).toMatchObject({
    ratings: { git: 1 },
    placed: { git: 0.8 },
    found: { role: "backend-developer", variant: "junior", low: 50.2, placed: 60.3, high: 71 },
  });
  act(() => storeRating("git", 1));
  expect(draftStore.get()).toMatchObject({ ratings: { git: 1 }, placed: {}, found: null });
});

test("the role one works as goes along, also after the tab was closed", async () => {
  const server = new Server();
  const worked = { role: "data-analyst", years: 4 };
  const first = open(server);
  act(() => first.result.current.begin(worked));
  first.unmount();
  const { result } = open(server);
  await waitFor(() => expect(result.current.state).not.toBeNull());
  expect(server.asked.at(-1)?.worked).toEqual(worked);
});

test("a choice is answered, changed and taken back as a whole", async () => {
  const server = new Server();
  const { result } = open(server);
  act(() => result.current.begin(null));
  await waitFor(() => expect(result.current.state?.choice?.key).toBe("language"));
  act(() => result.current.answer({ uses: { java: "yes", go: "no" } }));
  await waitFor(() => expect(result.current.state?.choice).toBeNull());
  expect(server.asked.at(-1)?.uses).toEqual({ java: "yes", go: "no" });
  expect(result.current.waiting).toEqual([]);
  act(() => result.current.answer({ uses: { java: "skip", go: "skip" } }));
  await waitFor(() => expect(server.asked.at(-1)?.uses).toEqual({ java: "skip", go: "skip" }));
  act(() => result.current.answer({ uses: { java: null, go: null } }));
  await waitFor(() => expect(result.current.state?.choice?.key).toBe("language"));
  expect(placementStore.get()[0]?.answers).toEqual([]);
});

test("a choice answered without a connection waits as one answer", async () => {
  const server = new Server();
  const { result } = open(server);
  act(() => result.current.begin(null));
  act(() => result.current.answer({ skill: "git", level: 1, reply: "yes" }));
  await waitFor(() => expect(result.current.state?.answers).toHaveLength(1));
  server.isDown = true;
  act(() => result.current.answer({ uses: { java: "no", go: "no" } }));
  await waitFor(() => expect(result.current.error).not.toBeNull());
  expect(result.current.waiting).toEqual([{ uses: { java: "no", go: "no" } }]);
});
