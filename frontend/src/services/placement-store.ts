import { browserStore } from "@/services/browser-store";
import type { RatingMap } from "@/types/draft";
import {
  isUses,
  type Reply,
  type StoredPlacement,
  type StoredReply,
  type StoredUses,
  type Use,
  type Worked,
} from "@/types/placement";

export const NO_PLACEMENTS: readonly StoredPlacement[] = [];
const MAX_STORED = 8;
const SEEDS = 2 ** 31;
const REPLIES: readonly unknown[] = ["yes", "partly", "no", "skip", null] satisfies (Reply | null)[];
const USES: readonly unknown[] = ["yes", "no", "skip", null] satisfies Use[];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isReply(raw: unknown): raw is StoredReply {
  if (!isRecord(raw)) return false;
  if (isRecord(raw.uses)) return Object.values(raw.uses).every((use) => USES.includes(use));
  return typeof raw.skill === "string" && Number.isInteger(raw.level) && REPLIES.includes(raw.reply);
}

function parseRatings(raw: unknown): RatingMap {
  if (!isRecord(raw)) return {};
  return Object.fromEntries(
    Object.entries(raw).filter((entry): entry is [string, number] => Number.isInteger(entry[1])),
  );
}

function parseWorked(raw: unknown): Worked | null {
  if (!isRecord(raw) || typeof raw.role !== "string" || typeof raw.years !== "number") return null;
  return { role: raw.role, years: raw.years };
}

function parseOne(raw: unknown): StoredPlacement[] {
  if (!isRecord(raw) || typeof raw.role !== "string" || typeof raw.variant !== "string") return [];
  const { role, variant, owner, seed, ratings, worked, answers, corrections } = raw;
  return [
    {
      role,
      variant,
      owner: typeof owner === "string" ? owner : null,
      seed: typeof seed === "number" && Number.isInteger(seed) && seed >= 0 ? seed : 0,
      ratings: parseRatings(ratings),
      worked: parseWorked(worked),
      answers: Array.isArray(answers) ? answers.filter(isReply) : [],
      corrections: parseRatings(corrections),
    },
  ];
}

/** Read what a browser stored, leaving out whatever is not valid. */
export function parsePlacements(raw: unknown): readonly StoredPlacement[] {
  const stored = Array.isArray(raw) ? raw.flatMap(parseOne) : [];
  return stored.length > 0 ? stored : NO_PLACEMENTS;
}

export const placementStore = browserStore("career.placements", NO_PLACEMENTS, parsePlacements);

/** Which placement is meant, and whose. */
export type PlacementKey = Pick<StoredPlacement, "role" | "variant" | "owner">;
type Which = Pick<StoredPlacement, "role" | "variant">;

const isOf = (which: Which) => (stored: StoredPlacement) =>
  stored.role === which.role && stored.variant === which.variant;

/** The one for this role and variant, if this browser has it. */
export function storedPlacement(all: readonly StoredPlacement[], which: Which): StoredPlacement | undefined {
  return all.find(isOf(which));
}

function save(next: StoredPlacement): void {
  const others = placementStore.get().filter((stored) => !isOf(next)(stored));
  placementStore.set([next, ...others].slice(0, MAX_STORED));
}

/** Start one in this browser, in place of an earlier one for the same role and variant. */
export function beginPlacement(
  { role, variant, owner }: PlacementKey,
  ratings: RatingMap,
  worked: Worked | null,
): void {
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  save({ role, variant, owner, seed: seed % SEEDS, ratings, worked, answers: [], corrections: {} });
}

/** What is stored under this key; a placement of another person is not taken over. */
function ownOrNew({ role, variant, owner }: PlacementKey): StoredPlacement {
  const stored = storedPlacement(placementStore.get(), { role, variant });
  if (stored && stored.owner === owner) return stored;
  return { role, variant, owner, seed: 0, ratings: {}, worked: null, answers: [], corrections: {} };
}

const haveSameOptions = (one: StoredUses, other: StoredUses) =>
  Object.keys(one.uses).some((option) => option in other.uses);

/** Whether two replies are to the same question. */
const isToSame = (one: StoredReply) => (other: StoredReply) =>
  isUses(one)
    ? isUses(other) && haveSameOptions(one, other)
    : !isUses(other) && one.skill === other.skill && one.level === other.level;

const isEqual = (one: StoredReply) => (other: StoredReply) =>
  isToSame(one)(other) &&
  (isUses(one) || isUses(other) ? JSON.stringify(one) === JSON.stringify(other) : one.reply === other.reply);

/** Answers with this one among them: an earlier one to the same question is replaced in its place. */
export function withAnswer(answers: readonly StoredReply[], answer: StoredReply): readonly StoredReply[] {
  const isSame = isToSame(answer);
  if (!answers.some(isSame)) return [...answers, answer];
  return answers.map((given) => (isSame(given) ? answer : given));
}

/** Store a reply until it has been processed. */
export function storeAnswer(which: PlacementKey, answer: StoredReply): void {
  const mine = ownOrNew(which);
  save({ ...mine, answers: withAnswer(mine.answers, answer) });
}

/** Store what the person works as, said again; the answers stay. */
export function storeWorked(which: PlacementKey, worked: Worked | null): void {
  save({ ...ownOrNew(which), worked });
}

/** Store a correction; null goes back to the placed level. */
export function storeCorrection(which: PlacementKey, skill: string, level: number | null): void {
  const mine = ownOrNew(which);
  const others = Object.entries(mine.corrections).filter(([slug]) => slug !== skill);
  save({ ...mine, corrections: Object.fromEntries(level === null ? others : [...others, [skill, level]]) });
}

function forgetWhere(which: Which, isMeant: (given: StoredReply) => boolean): void {
  const stored = storedPlacement(placementStore.get(), which);
  if (stored) save({ ...stored, answers: stored.answers.filter((given) => !isMeant(given)) });
}

/** Remove exactly this reply, because it has been processed. */
export const forgetAnswer = (which: Which, answer: StoredReply) => forgetWhere(which, isEqual(answer));

/** Remove whatever was replied to the same question; without an account this is how an answer is taken back. */
export const takeBackAnswer = (which: Which, answer: StoredReply) => forgetWhere(which, isToSame(answer));

/** The answers given here now belong to an account, which takes them over one by one. */
export function assignToAccount(which: Which, owner: string): void {
  const stored = storedPlacement(placementStore.get(), which);
  if (stored) save({ ...stored, owner });
}

export function forgetPlacement(which: Which): void {
  const left = placementStore.get().filter((stored) => !isOf(which)(stored));
  placementStore.set(left.length > 0 ? left : NO_PLACEMENTS);
}
