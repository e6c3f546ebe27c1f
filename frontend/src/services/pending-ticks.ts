import { browserStore } from "@/services/browser-store";
import type { ItemStatus, ItemUpdate } from "@/types/model";

/** A tick that could not be sent and waits for the connection or the log-in. */
export type PendingTick = ItemUpdate & { roadmapId: string };

const STATUSES: readonly unknown[] = ["todo", "doing", "done", "skipped"] satisfies ItemStatus[];

function isTick(raw: unknown): raw is PendingTick {
  if (typeof raw !== "object" || raw === null) return false;
  const { roadmapId, itemId, status } = raw as Record<string, unknown>;
  return typeof roadmapId === "string" && typeof itemId === "string" && STATUSES.includes(status);
}

export const NO_TICKS: readonly PendingTick[] = [];

export const pendingTicks = browserStore<readonly PendingTick[]>("career.ticks", NO_TICKS, (raw) =>
  Array.isArray(raw) ? raw.filter(isTick) : NO_TICKS,
);

/** Store a tick; it replaces an earlier one of the same step. */
export function addPendingTick(tick: PendingTick): void {
  const others = pendingTicks
    .get()
    .filter(({ roadmapId, itemId }) => roadmapId !== tick.roadmapId || itemId !== tick.itemId);
  pendingTicks.set([...others, tick]);
}

/** The ticks of a roadmap, in the order they were made; they no longer wait. */
export function takePendingTicks(id: string): PendingTick[] {
  const mine = pendingTicks.get().filter(({ roadmapId }) => roadmapId === id);
  const others = pendingTicks.get().filter(({ roadmapId }) => roadmapId !== id);
  if (mine.length > 0) pendingTicks.set(others.length > 0 ? others : NO_TICKS);
  return mine;
}
