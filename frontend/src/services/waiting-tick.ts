import { browserStore } from "@/services/browser-store";
import type { ItemStatus, ItemWish } from "@/types/model";

/** A tick that could not be sent and waits for the connection or the log-in. */
export type WaitingTick = ItemWish & { roadmapId: string };

const STATUSES: readonly unknown[] = ["todo", "doing", "done", "skipped"] satisfies ItemStatus[];

function isTick(raw: unknown): raw is WaitingTick {
  if (typeof raw !== "object" || raw === null) return false;
  const { roadmapId, itemId, status } = raw as Record<string, unknown>;
  return typeof roadmapId === "string" && typeof itemId === "string" && STATUSES.includes(status);
}

export const NO_TICKS: readonly WaitingTick[] = [];

export const waitingTicks = browserStore<readonly WaitingTick[]>("career.ticks", NO_TICKS, (raw) =>
  Array.isArray(raw) ? raw.filter(isTick) : NO_TICKS,
);

/** Keep a tick; a former one of the same step is overtaken. */
export function keepTick(tick: WaitingTick): void {
  const others = waitingTicks.get().filter(({ roadmapId, itemId }) => roadmapId !== tick.roadmapId || itemId !== tick.itemId);
  waitingTicks.set([...others, tick]);
}

/** The ticks of a roadmap, in the order they were made; they no longer wait. */
export function takeTicks(id: string): WaitingTick[] {
  const mine = waitingTicks.get().filter(({ roadmapId }) => roadmapId === id);
  const others = waitingTicks.get().filter(({ roadmapId }) => roadmapId !== id);
  if (mine.length > 0) waitingTicks.set(others.length > 0 ? others : NO_TICKS);
  return mine;
}
