/** What taking a placement over makes of the ratings: what the API says, and on top of it what the person says. */
import type { RatingMap } from "@/types/draft";
import type { PlacedLevel, PlacementState } from "@/types/placement";

const SURE = 0.9;

export type Certainty = "sure" | "likely" | "guess";

/** How sure a level is, in a word; a guess is not taken over unless the person says so. */
export function certaintyOf({ confidence, isGuess }: Pick<PlacedLevel, "confidence" | "isGuess">): Certainty {
  if (isGuess) return "guess";
  return confidence >= SURE ? "sure" : "likely";
}

/** Every rating that changes when the levels are taken over: what the person says counts, whatever was placed. */
export function ratingsOf({ changes }: Pick<PlacementState, "changes">, corrections: RatingMap): RatingMap {
  return { ...Object.fromEntries(changes.map(({ skill, after }) => [skill.slug, after])), ...corrections };
}
