/** The ratings that an accepted placement leads to: what the API placed, and over it what the person corrected. */
import type { RatingMap } from "@/types/draft";
import type { PlacedLevel, PlacementState } from "@/types/placement";

const SURE = 0.9;

export type Certainty = "sure" | "likely" | "guess";

/** How certain a level is; a guess does not count unless the person confirms it. */
export function certaintyOf({ confidence, isGuess }: Pick<PlacedLevel, "confidence" | "isGuess">): Certainty {
  if (isGuess) return "guess";
  return confidence >= SURE ? "sure" : "likely";
}

/** Every rating that changes when the placement is accepted; a correction counts more than the placed level. */
export function ratingsOf({ changes }: Pick<PlacementState, "changes">, corrections: RatingMap): RatingMap {
  return { ...Object.fromEntries(changes.map(({ skill, after }) => [skill.slug, after])), ...corrections };
}
