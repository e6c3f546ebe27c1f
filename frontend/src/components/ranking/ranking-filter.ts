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
