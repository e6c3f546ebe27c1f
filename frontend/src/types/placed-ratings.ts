/** What taking a placement over makes of the ratings; without an account the browser decides as the API does. */
import type { RatingMap } from "@/types/draft";
import type { PlacedLevel, PlacementState } from "@/types/placement";

/** From this probability on a level counts that nothing was asked about. */
const NEARLY_CERTAIN = 0.8;
const SURE = 0.9;

export type Certainty = "sure" | "likely" | "guess";

/** How sure a level is, in a word; a guess is not taken over unless the person says so. */
export function certaintyOf({ confidence, isAsked }: Pick<PlacedLevel, "confidence" | "isAsked">): Certainty {
  if (confidence >= SURE) return "sure";
  return isAsked || confidence >= NEARLY_CERTAIN ? "likely" : "guess";
}

type Answers = Pick<PlacementState, "answers">["answers"];

/** Whether the person's own answers speak against what is rated. */
function isDenied({ skill, level }: PlacedLevel, rated: number, answers: Answers): boolean {
  return answers.some(
    (answer) =>
      answer.skill.slug === skill.slug &&
      answer.level > level &&
      answer.level <= rated &&
      (answer.reply === "no" || answer.reply === "partly"),
  );
}

/**
 * The rating that a placed level becomes; undefined where the rating (or its absence) stays as it is.
 *
 * Guesses change nothing, and a rating is lowered only where an own answer speaks against it.
 */
export function outcomeOf(placed: PlacedLevel, rated: number | undefined, answers: Answers): number | undefined {
  if (answers.every(({ reply }) => reply === "skip")) return undefined;
  if (certaintyOf(placed) === "guess" || placed.level === rated) return undefined;
  if (rated === undefined) return placed.level > 0 || placed.isAsked ? placed.level : undefined;
  return placed.level > rated || isDenied(placed, rated, answers) ? placed.level : undefined;
}

interface Before {
  /** What is rated now. */
  now: RatingMap;
  /** What was rated when the placement began; a rating changed since is never lowered. */
  begun?: RatingMap;
}

/** Every rating that changes when the levels are taken over. */
export function ratingsOf(
  state: Pick<PlacementState, "levels" | "answers">,
  { now, begun = now }: Before,
  corrections: RatingMap,
): RatingMap {
  const placed = state.levels.flatMap((level) => {
    const { slug } = level.skill;
    const outcome = outcomeOf(level, now[slug], state.answers);
    const isLowered = outcome !== undefined && outcome < (now[slug] ?? 0);
    return outcome === undefined || (isLowered && now[slug] !== begun[slug]) ? [] : [[slug, outcome] as const];
  });
  return { ...Object.fromEntries(placed), ...corrections };
}
