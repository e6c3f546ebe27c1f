/** How entries of the outbox are put to the API, and what it has for them now. */
import type { Versioned } from "@/services/http";
import { listRatings, saveRatings } from "@/services/ratings";
import { changeItem, getRoadmap } from "@/services/roadmaps";
import type { ItemChange, ItemUpdate, Roadmap } from "@/types/model";
import { confidencesIn, type Entry, type ServerState, type TickEntry } from "@/types/outbox";
import { ApiProblem } from "@/types/problem";

export type RatingList = Awaited<ReturnType<typeof listRatings>>;

/** What was learned from the server while delivering; for the screens that show it. */
export type News =
  | { kind: "item"; roadmapId: string; update: ItemUpdate; answer: Versioned<ItemChange> }
  | { kind: "roadmap"; read: Versioned<Roadmap> }
  | { kind: "ratings"; read: RatingList }
  /** Another tab sent it, or it was given up: what the server has is to be read again. */
  | { kind: "gone"; entry: Entry };

/** A request that hangs must not hold up a log-in in another tab for longer [ms]. */
const DEADLINE = 20_000;

function withDeadline<T>(request: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const deadline = new Promise<never>((_, reject) => {
    const unreachable = { type: "/problems/unreachable", title: "", status: 0, detail: "" };
    timer = setTimeout(() => reject(new ApiProblem(unreachable)), DEADLINE);
  });
  return Promise.race([request, deadline]).finally(() => clearTimeout(timer));
}

async function sendTick({ roadmapId, change }: TickEntry, etag: string) {
  const { itemId, ...progress } = change;
  const answer = await withDeadline(changeItem(roadmapId, itemId, { change: progress, etag }));
  return { etag: answer.etag, news: { kind: "item", roadmapId, update: change, answer } satisfies News };
}

async function sendRatings(batch: readonly Entry[], etag: string) {
  const rated = batch.filter((entry) => entry.kind === "rating");
  const levels = Object.fromEntries(rated.map(({ skill, level }) => [skill, level]));
  const read = await withDeadline(saveRatings(levels, confidencesIn(rated), etag));
  return { etag: read.etag, news: { kind: "ratings", read } satisfies News };
}

/** Send one tick, or several ratings at once, for the version that was read. */
export async function sendEntries(batch: readonly Entry[], etag: string): Promise<{ etag: string; news: News }> {
  const [first] = batch;
  return first?.kind === "tick" ? sendTick(first, etag) : sendRatings(batch, etag);
}

interface Snapshot {
  etag: string;
  news: News;
  /** Nothing where the resource has no such item. */
  stateOf: (entry: Entry) => ServerState | undefined;
}

async function readRoadmap(id: string): Promise<Snapshot> {
  const read = await withDeadline(getRoadmap(id));
  const states = new Map(
    read.body.result.items.map(({ id: itemId, status, hoursSpent }) => [itemId, { status, hoursSpent }]),
  );
  const stateOf = (entry: Entry) => (entry.kind === "tick" ? states.get(entry.change.itemId) : undefined);
  return { etag: read.etag, news: { kind: "roadmap", read }, stateOf };
}

async function readRatings(): Promise<Snapshot> {
  const read = await withDeadline(listRatings());
  const levels = new Map(read.body.items.map(({ skill, level }) => [skill.slug, level]));
  const stateOf = (entry: Entry) => (entry.kind === "rating" ? { level: levels.get(entry.skill) ?? null } : undefined);
  return { etag: read.etag, news: { kind: "ratings", read }, stateOf };
}

/** What the server has now of the resource that an entry belongs to. */
export const readResource = (entry: Entry): Promise<Snapshot> =>
  entry.kind === "tick" ? readRoadmap(entry.roadmapId) : readRatings();
