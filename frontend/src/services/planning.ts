import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";
import { validRatings, isAboutRatings } from "@/services/valid-ratings";
import type { components } from "@/types/api.gen";
import { ofRated, type Confidences, type RatingMap } from "@/types/draft";
import { limitFields, replacingLimitFields, type PlanQuery, type Alternative } from "@/types/plan-options";

type Schemas = components["schemas"];

/** Send ratings that a browser may have stored for long; what the content has dropped since is left out. */
async function sendRatings<Q extends { ratings: RatingMap }, A>(
  request: Q,
  answer: (request: Q) => Promise<A>,
): Promise<A> {
  try {
    return await answer(request);
  } catch (error) {
    if (!isAboutRatings(error)) throw error;
    return answer({ ...request, ratings: await validRatings(request.ratings) });
  }
}

type AnalyzeQuery = Schemas["AnalyzeRequest"] & { ratings: RatingMap; placed: Confidences };

/** Readiness for ratings that are stored nowhere but here. */
export const analyze = (request: AnalyzeQuery) =>
  sendRatings(request, ({ placed, ...rest }) =>
    bodyOf(client.POST(api.analyze, { body: { ...rest, placed: ofRated(placed, rest.ratings) } })),
  );

function planRequest({ role, variant, ratings, options }: PlanQuery) {
  const { hoursPerWeek, limit, pins } = options;
  return { role, variant, ratings, hoursPerWeek, pins: [...pins], ...limitFields(limit) };
}

/** A roadmap for ratings that are stored nowhere but here. */
export const plan = (request: PlanQuery, signal?: AbortSignal) =>
  sendRatings(planRequest(request), (body) => bodyOf(client.POST(api.plan, { body, ...(signal ? { signal } : {}) })));

const variantRequest = ({ name, options }: Alternative) => ({
  name,
  hoursPerWeek: options.hoursPerWeek,
  pins: [...options.pins],
  ...replacingLimitFields(options.limit),
});

/** Several options at once, each compared with the first; an impossible one does not spoil the others. */
export const whatIf = (request: PlanQuery, alternatives: readonly Alternative[], signal: AbortSignal) =>
  sendRatings(planRequest(request), (base) =>
    bodyOf(client.POST(api.whatIf, { body: { base, variants: alternatives.map(variantRequest) }, signal })),
  );
