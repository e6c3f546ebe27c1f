import type { Versioned } from "@/services/http";
import type { getRoadmap } from "@/services/roadmaps";
import type { ItemChange, ItemUpdate, PlanItem, Roadmap } from "@/types/model";
import type { Entry } from "@/types/outbox";

type Read = Awaited<ReturnType<typeof getRoadmap>>;

function withItems(read: Read, change: (item: PlanItem) => PlanItem): Read {
  const { result } = read.body;
  return { ...read, body: { ...read.body, result: { ...result, items: result.items.map(change) } } };
}

/** The roadmap as it will look when the server agrees. */
export function withUpdate(read: Read, { itemId, ...update }: ItemUpdate): Read {
  return withItems(read, (item) => (item.id === itemId ? { ...item, ...update } : item));
}

/** The roadmap as the server returned it: new version, progress, readiness, schedule, and what is ready now. */
export function withResponse(read: Read, { body, etag }: Versioned<ItemChange>): Read {
  const ready = new Set(body.readyNow);
  const merged = withItems(read, (item) => ({
    ...(item.id === body.item.id ? body.item : item),
    isReadyNow: ready.has(item.id),
  }));
  const { version, status, completedAt, progress, readiness } = body.roadmap;
  const roadmap: Roadmap = {
    ...merged.body,
    version,
    status,
    completedAt,
    progress,
    readiness,
    schedule: body.schedule,
  };
  return { body: roadmap, etag };
}

/** The roadmap with everything that waits for it laid over; what was refused no longer counts. */
export function withWaiting(read: Read, entries: readonly Entry[]): Read {
  return entries.reduce((now, entry) => {
    const isMine = entry.kind === "tick" && entry.roadmapId === read.body.id && !entry.refusal;
    return isMine ? withUpdate(now, entry.change) : now;
  }, read);
}
