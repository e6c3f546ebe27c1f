import { variantName } from "@/components/ui/format";
import type { RankedRole } from "@/types/ranking";

/** Readiness without its tenth; only what is met in full is called 100. */
export const wholePoints = (points: number) => (points >= 100 ? 100 : Math.min(99, Math.round(points)));

/** Hours as precise as an estimate of this size can be. */
export function roundHours(hours: number): string {
  const rounded = hours < 20 ? Math.round(hours) : hours < 200 ? Math.round(hours / 5) * 5 : Math.round(hours / 10) * 10;
  return `${new Intl.NumberFormat("en").format(rounded)} h`;
}

export const hoursLeftWords = (hours: number) => (hours > 0 ? `about ${roundHours(hours)}` : "none");

export const roleName = ({ role, variant }: Pick<RankedRole, "role" | "variant">) =>
  `${role.title}, ${variantName(variant).toLowerCase()}`;

/** What stands between a person and the role. */
export function gapWords({ missing, weak }: Pick<RankedRole, "missing" | "weak">): string {
  const parts = [missing > 0 ? `${missing} missing` : "", weak > 0 ? `${weak} weak` : ""].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "everything met";
}

export type SortKey = "readiness" | "hours";

export interface Wanted {
  variant: string;
  sort: SortKey;
  search: string;
}

/** The roles that are wanted, in the order that is wanted. */
export function pick(roles: readonly RankedRole[], { variant, sort, search }: Wanted): RankedRole[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = roles.filter(
    (ranked) =>
      (variant === "" || ranked.variant === variant) && words.every((word) => ranked.role.title.toLowerCase().includes(word)),
  );
  return sort === "hours" ? found.sort((a, b) => a.hoursLeft - b.hoursLeft || b.points - a.points) : found;
}
