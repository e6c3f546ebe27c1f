import { searchSkills } from "@/services/catalog";
import type { RatingMap } from "@/types/draft";
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

/** The ratings the current content knows; what is above a skill's top level counts as its top level. */
export async function validRatings(ratings: RatingMap): Promise<RatingMap> {
  const tops = await topLevels();
  const valid = Object.entries(ratings).flatMap(([slug, level]) => {
    const top = tops.get(slug);
    return top === undefined ? [] : [[slug, Math.min(level, top)] as const];
  });
  return Object.fromEntries(valid);
}
