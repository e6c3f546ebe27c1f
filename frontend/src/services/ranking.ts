import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";
import { validRatings, isAboutRatings } from "@/services/valid-ratings";
import type { RatingMap } from "@/types/draft";
import type { CurrentRole } from "@/types/ranking";

const fromRole = (from: CurrentRole | null) => ({ from: from?.slug ?? null, fromVariant: from?.variant ?? null });

const requestRanking = (ratings: RatingMap, from: CurrentRole | null) =>
  bodyOf(client.POST(api.rank, { body: { ratings, ...fromRole(from) } }));

/** Every role for ratings that are stored nowhere but here. */
export async function rank(ratings: RatingMap, from: CurrentRole | null) {
  try {
    return await requestRanking(ratings, from);
  } catch (error) {
    if (!isAboutRatings(error)) throw error;
    return requestRanking(await validRatings(ratings), from);
  }
}

/** Every role for the profile of the account. */
export const rankMine = (from: CurrentRole | null) =>
  bodyOf(client.GET(api.myRoles, { params: { query: fromRole(from) } }));

/** How far every other role is for someone who holds this one and nothing else. */
export const listTransitions = (slug: string, variant: string) =>
  bodyOf(client.GET(api.transitions, { params: { path: { slug }, query: { variant } } }));
