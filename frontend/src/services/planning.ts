import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";
import type { components } from "@/types/api.gen";

/** Readiness for ratings that are kept nowhere but here. */
export const analyze = (question: components["schemas"]["AnalyzeRequest"]) =>
  bodyOf(client.POST(api.analyze, { body: question }));

/** A roadmap for ratings that are kept nowhere but here. */
export const plan = (question: components["schemas"]["PlanRequest"]) =>
  bodyOf(client.POST(api.plan, { body: question }));
