import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";
import { soundRatings, speaksOfRatings } from "@/services/sound-ratings";
import type { components } from "@/types/api.gen";
import type { RatingMap } from "@/types/draft";

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

/** A roadmap for ratings that are kept nowhere but here. */
export const plan = (question: Schemas["PlanRequest"] & { ratings: RatingMap }) =>
  ask(question, (body) => bodyOf(client.POST(api.plan, { body })));
