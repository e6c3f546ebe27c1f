/** What a person wishes of a plan, and how it is said in a request and in an address. */
import type { RatingMap } from "@/types/draft";
import type { LimitView, Nearest } from "@/types/planning";

/** How far a plan may go. */
export type Limit =
  | { kind: "none" }
  | { kind: "budget"; hours: number }
  | { kind: "date"; until: string }
  | { kind: "readiness"; points: number };

export interface Wish {
  hoursPerWeek: number;
  limit: Limit;
  pins: readonly string[];
}

/** A plan asked for by anybody. */
export interface PlanQuestion {
  role: string;
  variant: string;
  ratings: RatingMap;
  wish: Wish;
}

/** A wish to hold against the present one, under a name that comes back with its answer. */
export interface Trial {
  name: string;
  wish: Wish;
}

/** A change of a kept roadmap; what is left out stays as it was wished. */
export interface Change extends Partial<Wish> {
  resetProgress: boolean;
}

export const NO_LIMIT: Limit = { kind: "none" };
export const MOST_HOURS_A_WEEK = 100;
export const MOST_BUDGET_HOURS = 100_000;

export interface LimitFields {
  budgetHours?: number;
  untilDate?: string;
  targetReadiness?: number;
}

/** A limit as the fields of a request; none is no field. */
export function limitFields(limit: Limit): LimitFields {
  if (limit.kind === "budget") return { budgetHours: limit.hours };
  if (limit.kind === "date") return { untilDate: limit.until };
  if (limit.kind === "readiness") return { targetReadiness: limit.points };
  return {};
}

/** A limit as fields that also take away a limit that was there before. */
export function replacingLimitFields(limit: Limit) {
  return limit.kind === "none" ? { budgetHours: null, untilDate: null, targetReadiness: null } : limitFields(limit);
}

/** The limit a plan was made within. */
export function limitOf(view: LimitView | null): Limit {
  if (view?.kind === "budget" && view.hours !== null) return { kind: "budget", hours: view.hours };
  if (view?.kind === "date" && view.untilDate !== null) return { kind: "date", until: view.untilDate };
  if (view?.kind === "readiness" && view.readiness !== null) return { kind: "readiness", points: view.readiness };
  return NO_LIMIT;
}

/** Whether a limit can be asked for at all; dates are judged by the API, which knows the day. */
export function isSoundLimit(limit: Limit): boolean {
  if (limit.kind === "budget") return limit.hours > 0 && limit.hours <= MOST_BUDGET_HOURS;
  if (limit.kind === "date") return /^\d{4}-\d{2}-\d{2}$/.test(limit.until);
  if (limit.kind === "readiness") return limit.points >= 0 && limit.points <= 100;
  return true;
}

/** A limit as it stands in an address: `120h`, `2027-03-01`, `80`. Not sound is not there. */
export function limitText(limit: Limit): string | undefined {
  if (!isSoundLimit(limit)) return undefined;
  if (limit.kind === "budget") return `${limit.hours}h`;
  if (limit.kind === "date") return limit.until;
  if (limit.kind === "readiness") return String(limit.points);
  return undefined;
}

/** The limit an address speaks of; whatever a curious person wrote there, a sound one. */
export function parseLimit(text: string | null): Limit {
  if (!text) return NO_LIMIT;
  const hours = /^(\d+(?:\.\d+)?)h$/.exec(text)?.[1];
  const found: Limit = hours
    ? { kind: "budget", hours: Number(hours) }
    : /^\d+(?:\.\d+)?$/.test(text)
      ? { kind: "readiness", points: Number(text) }
      : { kind: "date", until: text };
  return isSoundLimit(found) ? found : NO_LIMIT;
}

/** The wish with the nearest possible one put in its place. */
export function withNearest(wish: Wish, nearest: Nearest): Wish {
  const { targetReadiness, budgetHours, untilDate, hoursPerWeek, pins } = nearest;
  const limit: Limit =
    typeof targetReadiness === "number"
      ? { kind: "readiness", points: targetReadiness }
      : typeof budgetHours === "number"
        ? { kind: "budget", hours: budgetHours }
        : typeof untilDate === "string"
          ? { kind: "date", until: untilDate }
          : wish.limit;
  return {
    hoursPerWeek: typeof hoursPerWeek === "number" ? hoursPerWeek : wish.hoursPerWeek,
    limit,
    pins: Array.isArray(pins) ? pins : wish.pins,
  };
}

export function isSameWish(one: Wish, other: Wish): boolean {
  return (
    one.hoursPerWeek === other.hoursPerWeek &&
    limitText(one.limit) === limitText(other.limit) &&
    [...one.pins].sort().join() === [...other.pins].sort().join()
  );
}
