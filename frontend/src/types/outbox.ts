/** What a person has done here and the server has not agreed to yet, and the rules for it. */
import type { Confidences } from "@/types/draft";
import type { ItemStatus, ItemUpdate, SkillRef } from "@/types/model";
import { ApiProblem, type Problem } from "@/types/problem";

/** What the server has for the one thing that an entry changes. */
export type ItemState = { status: ItemStatus; hoursSpent: number | null };
export type RatingState = { level: number | null };
export type ServerState = ItemState | RatingState;

/** Why an entry is not sent any more until the person decides; `theirs` where it was changed elsewhere as well. */
export interface Refusal {
  problem: Problem;
  theirs: ServerState | null;
}

interface Common {
  /** Of this entry alone: an entry that takes its place has another one. */
  id: string;
  /** Entries are sent by it, ascending. */
  order: number;
  /** The account it was made under, and the only one it is ever sent to. */
  owner: string;
  /** The version it was made on; empty where that is not known. */
  etag: string;
  /** What the server may have without contradicting the person: as they saw it, and what they sent since. */
  seen: readonly ServerState[];
  refusal: Refusal | null;
}

export interface TickEntry extends Common {
  kind: "tick";
  roadmapId: string;
  skill: SkillRef;
  level: number;
  change: ItemUpdate;
}

export interface RatingEntry extends Common {
  kind: "rating";
  skill: string;
  level: number;
  /** How sure a placement was of the level; without it, the level is the person's own. */
  confidence?: number | undefined;
  /** A higher level that the account has counts more: the skill was merged into another one. */
  isAtLeast?: boolean;
}

export type Entry = TickEntry | RatingEntry;

/** The confidences of those ratings that a placement wrote. */
export const confidencesIn = (entries: readonly RatingEntry[]): Confidences =>
  Object.fromEntries(
    entries.flatMap(({ skill, confidence }) => (confidence === undefined ? [] : [[skill, confidence] as const])),
  );

/** An entry before the outbox has it. */
export type NewEntry = Omit<TickEntry, "id" | "order" | "refusal"> | Omit<RatingEntry, "id" | "order" | "refusal">;

/** What is versioned as a whole on the server; its entries are sent in their order. */
export const resourceOf = (entry: Entry | NewEntry): string =>
  entry.kind === "tick" ? `roadmap ${entry.roadmapId}` : "ratings";

/** The one thing it changes: only the last word about it counts. */
const itemOf = (entry: Entry | NewEntry): string =>
  entry.kind === "tick" ? `${resourceOf(entry)} ${entry.change.itemId}` : `rating ${entry.skill}`;

export const isAboutSame = (one: Entry | NewEntry, other: Entry | NewEntry): boolean =>
  one.owner === other.owner && itemOf(one) === itemOf(other);

function aim(entry: Entry): ServerState {
  if (entry.kind === "rating") return { level: entry.level };
  const { status, hoursSpent = null } = entry.change;
  return { status, hoursSpent };
}

/** The entry with what an earlier one about the same said and it does not: hours that wait stay. */
export function mergedWith<E extends NewEntry>(next: E, earlier: Entry): E {
  const seen = [...earlier.seen, aim(earlier)];
  const etag = earlier.etag;
  if (next.kind !== "tick" || earlier.kind !== "tick") return { ...next, seen, etag };
  return { ...next, seen, etag, change: { ...earlier.change, ...next.change } };
}

/** Whether two states agree in what the entry changes; a tick without hours leaves the hours alone. */
function isSame(entry: Entry, one: ServerState, other: ServerState): boolean {
  if ("level" in one || "level" in other) return "level" in one && "level" in other && one.level === other.level;
  const isAboutHours = entry.kind === "tick" && entry.change.hoursSpent !== undefined;
  return one.status === other.status && (!isAboutHours || one.hoursSpent === other.hoursSpent);
}

const isReached = (entry: Entry, now: ServerState): boolean =>
  entry.kind === "rating" && entry.isAtLeast === true && "level" in now && (now.level ?? 0) >= entry.level;

/** What an entry means for a resource that was changed elsewhere, read again. */
export function meetingOf(entry: Entry, now: ServerState | undefined): "there" | "send" | "conflict" {
  if (now === undefined) return "send"; // There is no such item any more: the refusal says so in words.
  if (isSame(entry, now, aim(entry)) || isReached(entry, now)) return "there";
  const isUnchanged = entry.seen.length === 0 || entry.seen.some((state) => isSame(entry, now, state));
  return isUnchanged ? "send" : "conflict";
}

/** 412 is here only where it was met again and again. */
const PASSING: readonly number[] = [0, 408, 412, 425, 429];

/** What follows from a failed request: log in again, try later, or let the person decide. */
export function consequenceOf(error: unknown): "logIn" | "later" | "refused" {
  if (!(error instanceof ApiProblem)) return "later"; // For example the log-in page of a network instead of JSON.
  if (error.status === 401) return "logIn";
  const isPassing = PASSING.includes(error.status) || error.status >= 500 || error.slug === "key-in-flight";
  return isPassing ? "later" : "refused";
}
