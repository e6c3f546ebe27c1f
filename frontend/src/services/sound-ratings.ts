import { searchSkills } from "@/services/catalog";
import type { RatingMap } from "@/types/draft";
import { isProblem } from "@/types/problem";

/** Whether a refusal is about the ratings themselves: a skill or a level that is no more. */
export function speaksOfRatings(error: unknown): boolean {
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

/** The ratings the present content knows; what lies above a skill's top counts as its top. */
export async function soundRatings(ratings: RatingMap): Promise<RatingMap> {
  const tops = await topLevels();
  const sound = Object.entries(ratings).flatMap(([slug, level]) => {
    const top = tops.get(slug);
    return top === undefined ? [] : [[slug, Math.min(level, top)] as const];
  });
  return Object.fromEntries(sound);
}
