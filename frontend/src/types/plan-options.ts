/** The options of a plan, and how they are written in a request and in an address. */
import type { RatingMap } from "@/types/draft";
import type { LimitView, Nearest } from "@/types/planning";

/** How far a plan may go. */
export type Limit =
  | { kind: "none" }
  | { kind: "budget"; hours: number }
  | { kind: "date"; until: string }
  | { kind: "readiness"; points: number };

export interface PlanOptions {
  hoursPerWeek: number;
  limit: Limit;
  pins: readonly string[];
}

/** What a plan is calculated from. */
export interface PlanQuery {
  role: string;
  variant: string;
  ratings: RatingMap;
  options: PlanOptions;
}

/** Options to compare with the current ones, under a name that comes back with the result. */
export interface Alternative {
  name: string;
  options: PlanOptions;
}

/** A change of a stored roadmap; options that are left out stay as they were. */
export interface Change extends Partial<PlanOptions> {
  resetProgress: boolean;
  /** Another seniority of the role. */
  variant?: string;
}

/** What the options of a change stand at while it is made. */
export interface ChangeDraft {
  readonly options: PlanOptions;
  readonly variant: string;
  readonly isReset: boolean;
}

export const NO_LIMIT: Limit = { kind: "none" };
export const MAX_HOURS_A_WEEK = 100;
export const MAX_BUDGET_HOURS = 100_000;

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

/** A limit as fields that also remove a previous limit. */
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

/** Whether a limit is valid in itself; dates are checked by the API, which knows the day. */
export function isValidLimit(limit: Limit): boolean {
  if (limit.kind === "budget") return limit.hours > 0 && limit.hours <= MAX_BUDGET_HOURS;
  if (limit.kind === "date") return /^\d{4}-\d{2}-\d{2}$/.test(limit.until);
  if (limit.kind === "readiness") return limit.points >= 0 && limit.points <= 100;
  return true;
}

/** A limit as it stands in an address: `120h`, `2027-03-01`, `80`. An invalid one is left out. */
export function limitText(limit: Limit): string | undefined {
  if (!isValidLimit(limit)) return undefined;
  if (limit.kind === "budget") return `${limit.hours}h`;
  if (limit.kind === "date") return limit.until;
  if (limit.kind === "readiness") return String(limit.points);
  return undefined;
}

/** The limit in an address; whatever stands there, the result is valid. */
export function parseLimit(text: string | null): Limit {
  if (!text) return NO_LIMIT;
  const hours = /^(\d+(?:\.\d+)?)h$/.exec(text)?.[1];
  const found: Limit = hours
    ? { kind: "budget", hours: Number(hours) }
    : /^\d+(?:\.\d+)?$/.test(text)
      ? { kind: "readiness", points: Number(text) }
      : { kind: "date", until: text };
  return isValidLimit(found) ? found : NO_LIMIT;
}

/** The options, changed to the closest possible ones. */
export function withNearest(options: PlanOptions, nearest: Nearest): PlanOptions {
  const { targetReadiness, budgetHours, untilDate, hoursPerWeek, pins } = nearest;
  const limit: Limit =
    typeof targetReadiness === "number"
      ? { kind: "readiness", points: targetReadiness }
      : typeof budgetHours === "number"
        ? { kind: "budget", hours: budgetHours }
        : typeof untilDate === "string"
          ? { kind: "date", until: untilDate }
          : options.limit;
  return {
    hoursPerWeek: typeof hoursPerWeek === "number" ? hoursPerWeek : options.hoursPerWeek,
    limit,
    pins: Array.isArray(pins) ? pins : options.pins,
  };
}

export function areSameOptions(one: PlanOptions, other: PlanOptions): boolean {
  return (
    one.hoursPerWeek === other.hoursPerWeek &&
    limitText(one.limit) === limitText(other.limit) &&
    [...one.pins].sort().join() === [...other.pins].sort().join()
  );
}
