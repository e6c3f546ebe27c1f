import { beforeEach, expect, test, vi } from "vitest";

import { getMe } from "@/services/account";
import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";
import { sessionStore } from "@/services/session-store";

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

const problem = (status: number, slug: string) =>
  json(status, { type: `/problems/${slug}`, title: slug, status, detail: "Do this." });

/** A server with prepared responses that notes the requests. */
function serve(answers: Record<string, (() => Response)[]>): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (input: Request | string) => {
    const path = new URL(typeof input === "string" ? input : input.url, "http://localhost:8000").pathname;
    asked.push(path);
    const answer = answers[path]?.shift();
    if (!answer) throw new TypeError("network down");
    return answer();
  });
  return asked;
}

const me = { id: "1", email: "ada@example.org", displayName: "Ada", createdAt: "2026-01-01T00:00:00Z" };
const stale = () => problem(401, "not-authenticated");

beforeEach(() => sessionStore.set("signedIn"));

test("a stale session is refreshed once for all requests that meet it, and they are repeated", async () => {
  const asked = serve({
    [api.me]: [stale, stale, () => json(200, me), () => json(200, me)],
    [api.refresh]: [() => json(200, {})],
  });
  expect(await Promise.all([getMe(), getMe()])).toEqual([me, me]);
  expect(asked.filter((path) => path === api.refresh)).toHaveLength(1);
});

test("a session that cannot be refreshed has ended, and the refusal is told", async () => {
  serve({ [api.me]: [stale], [api.refresh]: [stale] });
  await expect(getMe()).rejects.toMatchObject({ status: 401, slug: "not-authenticated" });
  expect(sessionStore.get()).toBe("ended");
});

test("without a session a refusal is not answered by a refresh", async () => {
  sessionStore.set("anonymous");
  const asked = serve({ [api.me]: [stale] });
  await expect(getMe()).rejects.toMatchObject({ status: 401 });
  expect(asked).toEqual([api.me]);
});

test("a lost connection is told in words, not as a broken page", async () => {
  serve({});
  await expect(bodyOf(client.GET(api.roles))).rejects.toMatchObject({ slug: "unreachable", status: 0 });
});

test("an answer that is no problem document is still a refusal with its status", async () => {
  serve({ [api.roles]: [() => new Response("<h1>Bad gateway</h1>", { status: 502 })] });
  await expect(bodyOf(client.GET(api.roles))).rejects.toMatchObject({ slug: "unexpected", status: 502 });
});
