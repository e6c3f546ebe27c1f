/** Slugs of earlier content versions: the one place that says what a stored slug means today. */
import type { components } from "@/types/api.gen";
import type { Confidences, RatingMap } from "@/types/draft";

export type FormerSlug = components["schemas"]["FormerSlugView"];
export type FormerSlugs = ReadonlyMap<string, FormerSlug>;

export const NO_FORMER_SLUGS: FormerSlugs = new Map();

/** A rating that counts no longer as it was given: split into several skills, or of a skill that is gone. */
export interface SetAside {
  slug: string;
  level: number;
  /** The skills it became; none where it was retired. */
  to: readonly string[];
}

export interface FollowedRatings {
  /** What counts, under slugs in use; unknown slugs stay as they are. */
  ratings: RatingMap;
  setAside: readonly SetAside[];
}

export function formerSlugs(list: readonly FormerSlug[]): FormerSlugs {
  return new Map(list.map((one) => [one.slug, one]));
}

/** The slug that took the place of this one; the same where it is in use, unknown, split or retired. */
export function followSlug(slug: string, former: FormerSlugs): string {
  const found = former.get(slug);
  const isOne = found?.change === "renamed" || found?.change === "merged";
  return (isOne ? found.to[0] : undefined) ?? slug;
}

/**
 * Stored ratings under the slugs of today; none is ever dropped.
 *
 * Renamed: the same skill, and a rating given under the new slug is the later one. Merged: the higher level
 * counts. Split and retired: set aside until the person decides.
 */
export function followRatings(ratings: RatingMap, former: FormerSlugs): FollowedRatings {
  const followed: Record<string, number> = {};
  const setAside: SetAside[] = [];
  const later: [string, number, FormerSlug][] = [];
  for (const [slug, level] of Object.entries(ratings)) {
    const found = former.get(slug);
    if (!found) followed[slug] = level;
    else if (found.change === "split" || found.change === "retired") setAside.push({ slug, level, to: found.to });
    else later.push([slug, level, found]);
  }
  // A rename first, so that a merge into the renamed skill compares with it.
  later.sort(([, , one], [, , other]) => other.change.localeCompare(one.change));
  for (const [slug, level, { change }] of later) {
    const target = followSlug(slug, former);
    const present = followed[target];
    followed[target] = present === undefined ? level : change === "merged" ? Math.max(present, level) : present;
  }
  return { ratings: followed, setAside };
}

/** What stays stored: everything that counts, and what was set aside under its old slug. */
export function storedRatings({ ratings, setAside }: FollowedRatings): RatingMap {
  return { ...ratings, ...Object.fromEntries(setAside.map(({ slug, level }) => [slug, level])) };
}

/**
 * The confidences of stored ratings under the slugs of today.
 *
 * One counts for as long as its rating does: of skills that were merged, where the placed level is the one that counts.
 */
export function followPlaced(
  stored: { readonly ratings: RatingMap; readonly placed: Confidences },
  followed: RatingMap,
  former: FormerSlugs,
): Confidences {
  const present: Record<string, number> = {};
  for (const [slug, confidence] of Object.entries(stored.placed)) {
    const target = followSlug(slug, former);
    const isOther = target !== slug && target in stored.ratings;
    const isLower = isOther && (stored.ratings[slug] ?? 0) <= (stored.ratings[target] ?? 0);
    if (followed[target] === stored.ratings[slug] && !isLower) present[target] = confidence;
  }
  return present;
}

/** A title for a skill that only its slug is left of. */
export function titleOfSlug(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
