import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";
import { soundRatings, speaksOfRatings } from "@/services/sound-ratings";
import type { components } from "@/types/api.gen";
import type { RatingMap } from "@/types/draft";
import { limitFields, replacingLimitFields, type PlanQuestion, type Trial } from "@/types/wish";

type Schemas = components["schemas"];

/** Ask with what a browser has kept for long; what the content has dropped since is left out. */
async function ask<Q extends { ratings: RatingMap }, A>(question: Q, answer: (question: Q) => Promise<A>): Promise<A> {
  try {
    return await answer(question);
  } catch (error) {
    if (!speaksOfRatings(error)) throw error;
    return answer({ ...question, ratings: await soundRatings(question.ratings) });
  }
}

/** Readiness for ratings that are kept nowhere but here. */
export const analyze = (question: Schemas["AnalyzeRequest"] & { ratings: RatingMap }) =>
  ask(question, (body) => bodyOf(client.POST(api.analyze, { body })));

function planRequest({ role, variant, ratings, wish }: PlanQuestion) {
  const { hoursPerWeek, limit, pins } = wish;
  return { role, variant, ratings, hoursPerWeek, pins: [...pins], ...limitFields(limit) };
}

/** A roadmap for ratings that are kept nowhere but here. */
export const plan = (question: PlanQuestion, signal?: AbortSignal) =>
  ask(planRequest(question), (body) => bodyOf(client.POST(api.plan, { body, ...(signal ? { signal } : {}) })));

const variantRequest = ({ name, wish }: Trial) => ({
  name,
  hoursPerWeek: wish.hoursPerWeek,
  pins: [...wish.pins],
  ...replacingLimitFields(wish.limit),
});

/** Several wishes at once, each held against the first; an impossible one does not spoil the others. */
export const whatIf = (question: PlanQuestion, trials: readonly Trial[], signal: AbortSignal) =>
  ask(planRequest(question), (base) =>
    bodyOf(client.POST(api.whatIf, { body: { base, variants: trials.map(variantRequest) }, signal })),
  );
