import type { RoleSummary } from "@/types/model";
import type { RankedRole } from "@/types/ranking";

export type SortKey = "readiness" | "hours";

/** Which roles are shown, and in which order. */
export interface RankingFilter {
  /** A seniority; empty for all. */
  variant: string;
  sort: SortKey;
  /** What is typed; the server says which roles it finds. */
  search: string;
}

export const NO_FILTER: RankingFilter = { variant: "", sort: "readiness", search: "" };

/** The variants of the ranked roles with their titles, each after all that come before it in some role. */
export function variantsInOrder(
  roles: readonly Pick<RoleSummary, "variants">[],
  ranked: readonly Pick<RankedRole, "variant" | "variantTitle">[],
): (readonly [string, string])[] {
  const places = new Map<string, number>();
  for (const { variants } of roles) {
    for (const [place, { variant }] of variants.entries()) {
      places.set(variant, Math.max(place, places.get(variant) ?? 0));
    }
  }
  const titles = new Map(ranked.map(({ variant, variantTitle }) => [variant, variantTitle]));
  return [...titles].sort(([a], [b]) => (places.get(a) ?? 0) - (places.get(b) ?? 0) || a.localeCompare(b));
}

/** The roles that pass the filter, in its order; `searched` are the slugs that a search found, if there is one. */
export function filterRoles(
  roles: readonly RankedRole[],
  { variant, sort }: Pick<RankingFilter, "variant" | "sort">,
  searched?: ReadonlySet<string>,
): RankedRole[] {
  const found = roles.filter(
    (ranked) =>
      (variant === "" || ranked.variant === variant) && (searched === undefined || searched.has(ranked.role.slug)),
  );
  return found.sort((a, b) =>
    sort === "hours"
      ? a.hoursLeft - b.hoursLeft || b.points - a.points
      : b.points - a.points || a.hoursLeft - b.hoursLeft,
  );
}
