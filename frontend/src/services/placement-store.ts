import { browserStore } from "@/services/browser-store";
import type { RatingMap } from "@/types/draft";
import type { KeptAnswer, KeptPlacement, Reply } from "@/types/placement";

export const NO_PLACEMENTS: readonly KeptPlacement[] = [];
const MOST_KEPT = 8;
const SEEDS = 2 ** 31;
const REPLIES: readonly unknown[] = ["yes", "partly", "no", "skip", null] satisfies (Reply | null)[];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAnswer(raw: unknown): raw is KeptAnswer {
  if (!isRecord(raw)) return false;
  return typeof raw.skill === "string" && Number.isInteger(raw.level) && REPLIES.includes(raw.reply);
}

function parseRatings(raw: unknown): RatingMap {
  if (!isRecord(raw)) return {};
  return Object.fromEntries(Object.entries(raw).filter((entry): entry is [string, number] => Number.isInteger(entry[1])));
}

function parseOne(raw: unknown): KeptPlacement[] {
  if (!isRecord(raw) || typeof raw.role !== "string" || typeof raw.variant !== "string") return [];
  const { role, variant, owner, seed, ratings, answers, corrections } = raw;
  return [
    {
      role,
      variant,
      owner: typeof owner === "string" ? owner : null,
      seed: typeof seed === "number" && Number.isInteger(seed) && seed >= 0 ? seed : 0,
      ratings: parseRatings(ratings),
      answers: Array.isArray(answers) ? answers.filter(isAnswer) : [],
      corrections: parseRatings(corrections),
    },
  ];
}

/** Read what a browser kept, leaving out whatever is not sound. */
export function parsePlacements(raw: unknown): readonly KeptPlacement[] {
  const kept = Array.isArray(raw) ? raw.flatMap(parseOne) : [];
  return kept.length > 0 ? kept : NO_PLACEMENTS;
}

export const placementStore = browserStore("career.placements", NO_PLACEMENTS, parsePlacements);

/** Which placement is meant, and whose. */
export type PlacementKey = Pick<KeptPlacement, "role" | "variant" | "owner">;
type Which = Pick<KeptPlacement, "role" | "variant">;

const isOf = (which: Which) => (kept: KeptPlacement) => kept.role === which.role && kept.variant === which.variant;

/** The one for this role and variant, if this browser holds it. */
export function keptPlacement(all: readonly KeptPlacement[], which: Which): KeptPlacement | undefined {
  return all.find(isOf(which));
}

function keep(next: KeptPlacement): void {
  const others = placementStore.get().filter((kept) => !isOf(next)(kept));
  placementStore.set([next, ...others].slice(0, MOST_KEPT));
}

/** Begin one in this browser, in place of an earlier one for the same role and variant. */
export function beginPlacement({ role, variant, owner }: PlacementKey, ratings: RatingMap): void {
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  keep({ role, variant, owner, seed: seed % SEEDS, ratings, answers: [], corrections: {} });
}

/** What is kept under this key; one of another person is no start for it. */
function mineOrNew({ role, variant, owner }: PlacementKey): KeptPlacement {
  const kept = keptPlacement(placementStore.get(), { role, variant });
  if (kept && kept.owner === owner) return kept;
  return { role, variant, owner, seed: 0, ratings: {}, answers: [], corrections: {} };
}

/** Answers with this one among them: a former one to the same question is replaced where it stands. */
export function withAnswer(answers: readonly KeptAnswer[], answer: KeptAnswer): readonly KeptAnswer[] {
  const isSame = ({ skill, level }: KeptAnswer) => skill === answer.skill && level === answer.level;
  if (!answers.some(isSame)) return [...answers, answer];
  return answers.map((given) => (isSame(given) ? answer : given));
}

/** Keep a reply until whoever works with it has it. */
export function keepAnswer(which: PlacementKey, answer: KeptAnswer): void {
  const mine = mineOrNew(which);
  keep({ ...mine, answers: withAnswer(mine.answers, answer) });
}

/** Keep what the person says otherwise; null goes back to the placed level. */
export function keepCorrection(which: PlacementKey, skill: string, level: number | null): void {
  const mine = mineOrNew(which);
  const others = Object.entries(mine.corrections).filter(([slug]) => slug !== skill);
  keep({ ...mine, corrections: Object.fromEntries(level === null ? others : [...others, [skill, level]]) });
}

/** Forget a reply to a question; without an account this is how it is taken back. */
export function forgetAnswer(which: Which, answer: KeptAnswer): void {
  const kept = keptPlacement(placementStore.get(), which);
  if (!kept) return;
  const isThis = ({ skill, level, reply }: KeptAnswer) =>
    skill === answer.skill && level === answer.level && reply === answer.reply;
  keep({ ...kept, answers: kept.answers.filter((given) => !isThis(given)) });
}

/** The answers given here now belong to an account, which takes them over one by one. */
export function handOver(which: Which, owner: string): void {
  const kept = keptPlacement(placementStore.get(), which);
  if (kept) keep({ ...kept, owner });
}

export function forgetPlacement(which: Which): void {
  const left = placementStore.get().filter((kept) => !isOf(which)(kept));
  placementStore.set(left.length > 0 ? left : NO_PLACEMENTS);
}
