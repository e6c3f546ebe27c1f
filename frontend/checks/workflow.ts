/**
 * The whole workflow by the generated types alone: sign-up → rate → analyse → plan → roadmap → tick.
 * It is type-checked with everything else, and `node checks/workflow.ts http://localhost:8000` runs it.
 */
import createClient from "openapi-fetch";

import type { components, paths } from "../src/types/api.gen.ts";

type Problem = components["schemas"]["ProblemView"];

/** What the workflow leads to, as the API said it. */
export interface Walked {
  readinessBefore: number;
  readinessAfter: number;
  hours: number;
  itemsDone: number;
  itemsTotal: number;
  daysBehind: number | null;
}

interface Answer<T> {
  data?: T;
  error?: Problem;
  response: Response;
}

async function bodyOf<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (error !== undefined) throw new Error(`${error.status} ${error.type}: ${error.detail}`);
  if (data === undefined) throw new Error(`no body with status ${response.status}`);
  return data;
}

const aim = { role: "data-analyst", variant: "junior" };

/** Walk the workflow as a new person. */
export async function walk(baseUrl: string, email: string): Promise<Walked> {
  const open = createClient<paths>({ baseUrl });
  const password = "a lamp beside the harbour";
  const { accessToken } = await bodyOf(
    open.POST("/api/v1/auth/signup", {
      body: { email, password, displayName: "Ada", transport: "bearer", timeZone: "Europe/Berlin" },
    }),
  );
  const api = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${accessToken ?? ""}` } });

  await bodyOf(api.PUT("/api/v1/me/ratings/{skill}", { params: { path: { skill: "sql" } }, body: { level: 1 } }));
  const analysis = await bodyOf(api.POST("/api/v1/analyses", { body: aim }));
  const plan = await bodyOf(open.POST("/api/v1/plan", { body: { ...aim, hoursPerWeek: 8, ratings: { sql: 1 } } }));
  const made = await api.POST("/api/v1/roadmaps", { body: { ...aim, hoursPerWeek: 8 } });
  const roadmap = await bodyOf(Promise.resolve(made));

  const next = roadmap.result.items.find((item) => item.isReadyNow);
  if (next === undefined) throw new Error("nothing can be begun");
  const ticked = await bodyOf(
    api.PATCH("/api/v1/roadmaps/{roadmap_id}/items/{item_id}", {
      params: {
        path: { roadmap_id: roadmap.id, item_id: next.id },
        header: { "If-Match": made.response.headers.get("etag") },
      },
      body: { status: "done", hoursSpent: next.hours.typical },
    }),
  );
  return {
    readinessBefore: analysis.result.readiness.points,
    readinessAfter: ticked.readiness?.now ?? analysis.result.readiness.points,
    hours: plan.hours.typical,
    itemsDone: ticked.roadmap.progress.done,
    itemsTotal: ticked.roadmap.progress.total,
    daysBehind: ticked.schedule?.daysBehind ?? null,
  };
}

const address = process.argv[2];
if (address?.startsWith("http")) {
  const walked = await walk(address, `ada-${crypto.randomUUID()}@example.org`);
  console.log(JSON.stringify(walked));
}
