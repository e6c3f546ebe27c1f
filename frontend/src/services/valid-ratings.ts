import { getKnowledge, searchSkills } from "@/services/catalog";
import type { RatingMap } from "@/types/draft";
import { followRatings, formerSlugs } from "@/types/former-slugs";
import { isProblem } from "@/types/problem";

/** Whether a refusal is about the ratings themselves: a skill or a level that no longer exists. */
export function isAboutRatings(error: unknown): boolean {
  return isProblem(error, "unknown-skill") || isProblem(error, "level-out-of-range");
}

async function topLevels(): Promise<ReadonlyMap<string, number>> {
  const tops = new Map<string, number>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof searchSkills>> = await searchSkills("", cursor);
    for (const { slug, topLevel } of page.items) tops.set(slug, topLevel);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return tops;
}

/**
 * Ratings as the current content takes them in a request; what is stored stays as it is.
 *
 * Former slugs are followed, unknown ones left out, and what is above a skill's top level counts as that.
 */
export async function validRatings(ratings: RatingMap): Promise<RatingMap> {
  const [tops, knowledge] = await Promise.all([topLevels(), getKnowledge()]);
  const followed = followRatings(ratings, formerSlugs(knowledge.formerSlugs.skills)).ratings;
  const valid = Object.entries(followed).flatMap(([slug, level]) => {
    const top = tops.get(slug);
    return top === undefined ? [] : [[slug, Math.min(level, top)] as const];
  });
  return Object.fromEntries(valid);
}
