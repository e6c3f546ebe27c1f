/** Changes of stored roadmaps that a person has begun and neither saved nor given up. */
import { browserStore } from "@/services/browser-store";
import { limitText, MAX_HOURS_A_WEEK, parseLimit, type ChangeDraft } from "@/types/plan-options";

const MOST = 10;

/** As it is stored: a limit as text, of one account and no other. */
interface StoredDraft {
  readonly roadmapId: string;
  readonly owner: string;
  readonly hoursPerWeek: number;
  readonly limit: string;
  readonly pins: readonly string[];
  readonly variant: string;
  readonly isReset: boolean;
}

const NONE: readonly StoredDraft[] = [];

function isDraft(raw: unknown): raw is StoredDraft {
  if (typeof raw !== "object" || raw === null) return false;
  const { roadmapId, owner, hoursPerWeek, limit, pins, variant, isReset } = raw as Record<string, unknown>;
  const areTexts = [roadmapId, owner, limit, variant].every((one) => typeof one === "string");
  const isPace = typeof hoursPerWeek === "number" && hoursPerWeek > 0 && hoursPerWeek <= MAX_HOURS_A_WEEK;
  const arePins = Array.isArray(pins) && pins.every((one) => typeof one === "string");
  return areTexts && isPace && arePins && typeof isReset === "boolean";
}

export const changeDraftStore = browserStore<readonly StoredDraft[]>("career.changes", NONE, (raw) =>
  Array.isArray(raw) ? raw.filter(isDraft).slice(0, MOST) : NONE,
);

/** Which change is meant: of this roadmap, by this account. */
export interface ChangeKey {
  readonly roadmapId: string;
  readonly owner: string;
}

const isOf =
  ({ roadmapId, owner }: ChangeKey) =>
  (stored: StoredDraft) =>
    stored.roadmapId === roadmapId && stored.owner === owner;

/** The change that was begun; null where there is none. */
export function changeDraft(key: ChangeKey): ChangeDraft | null {
  const found = changeDraftStore.get().find(isOf(key));
  if (!found) return null;
  const { hoursPerWeek, limit, pins, variant, isReset } = found;
  return { options: { hoursPerWeek, limit: parseLimit(limit), pins }, variant, isReset };
}

/** Store how far a change is; null where it was saved or given up. */
export function storeChangeDraft(key: ChangeKey, draft: ChangeDraft | null): void {
  const others = changeDraftStore.get().filter((stored) => !isOf(key)(stored));
  if (!draft) return changeDraftStore.set(others.length > 0 ? others : NONE);
  const { options, variant, isReset } = draft;
  const { hoursPerWeek, limit, pins } = options;
  const { roadmapId, owner } = key;
  const mine = { roadmapId, owner, hoursPerWeek, limit: limitText(limit) ?? "", pins, variant, isReset };
  changeDraftStore.set([mine, ...others].slice(0, MOST));
}

/** Remove everything that an account has begun. */
export function forgetChangeDrafts(owner: string): void {
  const others = changeDraftStore.get().filter((stored) => stored.owner !== owner);
  changeDraftStore.set(others.length > 0 ? others : NONE);
}
