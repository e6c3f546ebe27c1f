/** The ratings that an accepted placement leads to: what the API placed, and over it what the person corrected. */
import type { Confidences, PlacedReadiness, RatingMap } from "@/types/draft";
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

/** How sure the placement is of what it changes; what the person corrected is their own. */
export function confidencesOf({ changes }: Pick<PlacementState, "changes">, corrections: RatingMap): Confidences {
  const placed = changes.filter(({ skill, source }) => source === "placement" && !(skill.slug in corrections));
  return Object.fromEntries(placed.map(({ skill, confidence }) => [skill.slug, confidence]));
}

/** Readiness as it is shown: the range of a placement, where readiness is still the one it found. */
export interface ShownReadiness {
  points: number;
  low: number;
  high: number;
  coverage: number;
  /** Whether the range is that of a placement, which covers what is not told as well. */
  isPlaced: boolean;
}

/** The same number leads to the same range on every screen, until a rating changes it. */
export function shownReadiness(
  { points, low, high, coverage }: Omit<ShownReadiness, "isPlaced">,
  found: PlacedReadiness | null,
): ShownReadiness {
  if (found?.placed !== points) return { points, low, high, coverage, isPlaced: false };
  return { points, low: found.low, high: found.high, coverage: found.coverage, isPlaced: true };
}
