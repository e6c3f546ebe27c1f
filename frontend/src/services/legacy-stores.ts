/** What earlier versions of this app stored, brought into the outbox. */
import { browserStore } from "@/services/browser-store";
import { draftStore } from "@/services/draft-store";
import type { Outbox } from "@/services/outbox";
import type { ItemStatus } from "@/types/model";

interface StoredTick {
  roadmapId: string;
  itemId: string;
  status: ItemStatus;
  hoursSpent?: number | null;
}

const STATUSES: readonly unknown[] = ["todo", "doing", "done", "skipped"] satisfies ItemStatus[];

function isTick(raw: unknown): raw is StoredTick {
  if (typeof raw !== "object" || raw === null) return false;
  const { roadmapId, itemId, status } = raw as Record<string, unknown>;
  return typeof roadmapId === "string" && typeof itemId === "string" && STATUSES.includes(status);
}

const NO_TICKS: readonly StoredTick[] = [];
const pendingTicks = browserStore<readonly StoredTick[]>("career.ticks", NO_TICKS, (raw) =>
  Array.isArray(raw) ? raw.filter(isTick) : NO_TICKS,
);

/** Ratings that an earlier version stored for an account wait in the outbox, for that account. */
export function adoptOwnedDraft(outbox: Outbox): void {
  const { owner, ratings, ...draft } = draftStore.get();
  if (owner === null) return;
  for (const [skill, level] of Object.entries(ratings)) {
    outbox.add({ kind: "rating", owner, etag: "", seen: [], skill, level });
  }
  draftStore.set({ ...draft, ratings: {}, owner: null });
}

/** Ticks that an earlier version stored did not say whose they are; a roadmap refuses those of anyone else. */
export function adoptPendingTicks(outbox: Outbox, owner: string): void {
  for (const { roadmapId, ...change } of pendingTicks.get()) {
    const [slug = "", level] = change.itemId.split(":");
    const skill = { slug, title: slug };
    outbox.add({ kind: "tick", owner, etag: "", seen: [], roadmapId, skill, level: Number(level), change });
  }
  pendingTicks.set(NO_TICKS);
}
