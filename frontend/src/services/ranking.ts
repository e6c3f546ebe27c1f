import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";
import { soundRatings, speaksOfRatings } from "@/services/sound-ratings";
import type { RatingMap } from "@/types/draft";
import type { HeldRole } from "@/types/ranking";

const heldAs = (from: HeldRole | null) => ({ from: from?.slug ?? null, fromVariant: from?.variant ?? null });

const ask = (ratings: RatingMap, from: HeldRole | null) =>
  bodyOf(client.POST(api.rank, { body: { ratings, ...heldAs(from) } }));

/** Every role for ratings that are kept nowhere but here. */
export async function rank(ratings: RatingMap, from: HeldRole | null) {
  try {
    return await ask(ratings, from);
  } catch (error) {
    if (!speaksOfRatings(error)) throw error;
    return ask(await soundRatings(ratings), from);
  }
}

/** Every role for the profile that the account keeps. */
export const rankMine = (from: HeldRole | null) =>
  bodyOf(client.GET(api.myRoles, { params: { query: heldAs(from) } }));

/** How far somebody who holds this role, and nothing else, is from every other. */
export const listTransitions = (slug: string, variant: string) =>
  bodyOf(client.GET(api.transitions, { params: { path: { slug }, query: { variant } } }));
