import { createOnce } from "@/services/creations";
import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";

export const createAnalysis = (role: string, variant: string) => {
  const body = { role, variant };
  return createOnce(api.analyses, body, (header) => bodyOf(client.POST(api.analyses, { params: { header }, body })));
};

export const listAnalyses = (cursor?: string | null) =>
  bodyOf(client.GET(api.analyses, { params: { query: { cursor: cursor ?? null } } }));

export const getAnalysis = (id: string) => bodyOf(client.GET(api.analysis, { params: { path: { analysis_id: id } } }));

/** Why: `of` is `readiness`, `band`, `gap:<key>` or `advice:<slug>`. */
export const getDerivation = (id: string, of: string) =>
  bodyOf(client.GET(api.derivation, { params: { path: { analysis_id: id }, query: { of } } }));

/** What changed from the analysis `before` to the later one. */
export const compareAnalyses = (before: string, after: string) =>
  bodyOf(client.GET(api.comparison, { params: { path: { analysis_id: before }, query: { with: after } } }));

/** How readiness for a role has developed, under the present content. */
export const getReadinessHistory = (role: string, variant: string) =>
  bodyOf(client.GET(api.readinessHistory, { params: { query: { role, variant } } }));
