/** The only file that talks to the network: sessions are refreshed here, refusals become `ApiProblem`. */
import createClient from "openapi-fetch";

import { locale } from "@/messages";
import { confirmation } from "@/services/confirmation";
import { forgetCreations } from "@/services/creations";
import { api } from "@/services/paths";
import { sessionStore } from "@/services/session-store";
import type { paths } from "@/types/api.gen";
import { timeZone } from "@/types/days";
import { ApiProblem, type Problem } from "@/types/problem";

/** Problems that the API did not name itself; the screens have words for them. */
const UNREACHABLE: Problem = { type: "/problems/unreachable", title: "", status: 0, detail: "" };
const unexpected = (status: number): Problem => ({ type: "/problems/unexpected", title: "", status, detail: "" });

let refreshing: Promise<boolean> | null = null;

async function refresh(): Promise<boolean> {
  const answer = await fetch(api.refresh, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (answer.status === 401) sessionStore.set("ended");
  return answer.ok;
}

/** Many requests may find the session stale at once; one refresh serves them all. */
function refreshOnce(): Promise<boolean> {
  refreshing ??= refresh().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

const authPaths: readonly string[] = [api.login, api.signup, api.refresh];

/** Send a request, and once more after the session was refreshed. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await fetch(request);
  const isSession = sessionStore.get() === "signedIn" && !authPaths.includes(new URL(request.url).pathname);
  if (answer.status !== 401 || !isSession || !(await refreshOnce())) return answer;
  return fetch(again);
}

/** Whether the API wants to know first that it is the person. */
async function asksForPassword(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  return isProblemBody(body) && body.type === "/problems/confirmation-required";
}

/** Send a request, and once more after the person has given the password. */
async function sendConfirmed(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await send(request);
  return (await asksForPassword(answer)) && (await confirmation.ask()) ? send(again) : answer;
}

async function sessionFetch(request: Request): Promise<Response> {
  try {
    const answer = await sendConfirmed(request);
    if (answer.ok && request.method === "PATCH") forgetCreations();
    return answer;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiProblem(UNREACHABLE);
  }
}

export const client = createClient<paths>({
  baseUrl: typeof window === "undefined" ? "http://localhost" : window.location.origin,
  fetch: sessionFetch,
  // A day that the person types is a day of theirs, whatever day it is in Greenwich.
  headers: { "Accept-Language": locale, "time-zone": timeZone() },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function isProblemBody(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "type" in body && "status" in body;
}

/** The refusal as the API worded it, or `unexpected` where it did not answer in its own format. */
export function problemOf(body: unknown, response: Response): ApiProblem {
  if (isProblemBody(body)) return new ApiProblem(body);
  return new ApiProblem(unexpected(response.status));
}

/** The body of an answer; throws `ApiProblem` for a refusal. */
export async function bodyOf<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemOf(error, response);
  return data as T;
}

/** A body together with the version it was read at. */
export interface Versioned<T> {
  body: T;
  etag: string;
}

/** The body of an answer and its ETag, which a later change must name. */
export async function versionedBodyOf<T>(asked: Promise<Answer<T>>): Promise<Versioned<T>> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemOf(error, response);
  return { body: data as T, etag: response.headers.get("etag") ?? "" };
}
