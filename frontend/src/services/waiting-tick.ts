import { browserStore } from "@/services/browser-store";
import type { ItemStatus, ItemWish } from "@/types/model";

/** A tick that met an ended session and waits for the log-in. */
export type WaitingTick = ItemWish & { roadmapId: string };

const STATUSES: readonly unknown[] = ["todo", "doing", "done", "skipped"] satisfies ItemStatus[];

function isTick(raw: unknown): raw is WaitingTick {
  if (typeof raw !== "object" || raw === null) return false;
  const { roadmapId, itemId, status } = raw as Record<string, unknown>;
  return typeof roadmapId === "string" && typeof itemId === "string" && STATUSES.includes(status);
}

export const waitingTick = browserStore<WaitingTick | null>("career.tick", null, (raw) => (isTick(raw) ? raw : null));
