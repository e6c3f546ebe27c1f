import type { RankedRole } from "@/types/ranking";

export type SortKey = "readiness" | "hours";

/** Which roles are shown, and in which order. */
export interface RankingFilter {
  /** A seniority; empty for all. */
  variant: string;
  sort: SortKey;
  search: string;
}

export const NO_FILTER: RankingFilter = { variant: "", sort: "readiness", search: "" };

/** The roles that pass the filter, in its order. */
export function filterRoles(roles: readonly RankedRole[], { variant, sort, search }: RankingFilter): RankedRole[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = roles.filter(
    (ranked) =>
      (variant === "" || ranked.variant === variant) &&
      words.every((word) => ranked.role.title.toLowerCase().includes(word)),
  );
  return found.sort((a, b) =>
    sort === "hours"
      ? a.hoursLeft - b.hoursLeft || b.points - a.points
      : b.points - a.points || a.hoursLeft - b.hoursLeft,
  );
}
