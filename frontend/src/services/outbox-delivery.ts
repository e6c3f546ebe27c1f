/** One round of delivery: what waits is sent in its order, and leaves the outbox only when the server has it. */
import { getMe } from "@/services/account";
import { redirectedEntry } from "@/services/former-slugs";
import { readResource, sendEntries, type News } from "@/services/outbox-port";
import type { OutboxStorage } from "@/services/outbox-storage";
import { sessionStore } from "@/services/session-store";
import { consequenceOf, meetingOf, resourceOf, type Entry, type ServerState } from "@/types/outbox";
import { ApiProblem, hasStatus } from "@/types/problem";

const MOST_AT_ONCE = 50;
const MOST_TRIES = 4;
const CHANGED_ELSEWHERE = { type: "/problems/stale-version", title: "", status: 412, detail: "" };

class Round {
  /** The newest version known of each resource. */
  private readonly versions = new Map<string, string>();
  /** Resources that have to wait for a later round. */
  private readonly stalled = new Set<string>();
  /** Entries that were refused together with others, and are tried one by one. */
  private readonly alone = new Set<string>();
  private failure: Error | null = null;

  constructor(
    private readonly storage: OutboxStorage,
    private readonly owner: string,
    private readonly tell: (news: News) => void,
  ) {}

  /** Deliver until nothing is left that can be; returns what something still waits for. */
  async run(): Promise<Error | null> {
    for (let batch = this.next(); batch[0]; batch = this.next()) {
      try {
        await this.deliver(batch, batch[0]);
      } catch (error) {
        if (await this.isOver(batch, batch[0], error)) break;
      }
    }
    return this.failure;
  }

  private next(): readonly Entry[] {
    const waiting = this.storage
      .list()
      .filter((entry) => entry.owner === this.owner && !entry.refusal && !this.stalled.has(resourceOf(entry)));
    const [first] = waiting;
    if (!first || first.kind === "tick" || this.alone.has(first.id)) return waiting.slice(0, 1);
    return waiting.filter(({ kind, id }) => kind === "rating" && !this.alone.has(id)).slice(0, MOST_AT_ONCE);
  }

  private async deliver(batch: readonly Entry[], first: Entry): Promise<void> {
    const resource = resourceOf(first);
    let rest = batch;
    // What was made without knowing what the server has is held against it before anything is sent.
    const isBlind = batch.some((entry) => entry.etag === "");
    let etag = isBlind ? "" : (this.versions.get(resource) ?? first.etag);
    for (let tries = 1; rest.length > 0; tries += 1) {
      if (etag === "") {
        const now = await readResource(first);
        etag = now.etag;
        this.versions.set(resource, etag);
        this.tell(now.news);
        rest = this.meet(rest, now.stateOf);
        if (rest.length === 0) return;
      }
      try {
        const sent = await sendEntries(rest, etag);
        this.versions.set(resource, sent.etag);
        this.tell(sent.news);
        return rest.forEach(({ id }) => this.storage.remove(id));
      } catch (error) {
        if (!hasStatus(error, 412) || tries === MOST_TRIES) throw error;
        etag = "";
      }
    }
  }

  /** Those to be sent: what is there already is done, and where both sides changed something, the person decides. */
  private meet(batch: readonly Entry[], stateOf: (entry: Entry) => ServerState | undefined): readonly Entry[] {
    return batch.filter((entry) => {
      const theirs = stateOf(entry);
      const meeting = meetingOf(entry, theirs);
      if (meeting === "there") this.storage.remove(entry.id);
      if (meeting === "conflict" && theirs) {
        this.storage.replace({ ...entry, refusal: { problem: CHANGED_ELSEWHERE, theirs } });
      }
      return meeting === "send";
    });
  }

  /** Deals with a failure; whether the round ends with it. */
  private async isOver(batch: readonly Entry[], first: Entry, error: unknown): Promise<boolean> {
    const consequence = consequenceOf(error);
    if (consequence === "refused" && error instanceof ApiProblem) {
      if (batch.length > 1) batch.forEach(({ id }) => this.alone.add(id));
      else await this.refuse(first, error);
      return false;
    }
    this.failure = error instanceof Error ? error : new Error(String(error));
    this.stalled.add(resourceOf(first));
    return consequence === "logIn" || hasStatus(error, 0);
  }

  private async refuse(entry: Entry, { problem }: ApiProblem): Promise<void> {
    const moved = await redirectedEntry(entry, problem);
    if (!moved) return this.storage.replace({ ...entry, refusal: { problem, theirs: null } });
    this.storage.remove(entry.id);
    this.storage.put(moved);
  }
}

/**
 * Send what the logged-in account has in the outbox; the server says whose session it is.
 *
 * Returns why something still waits; null where nothing does, or where no one is logged in.
 */
export async function deliverRound(storage: OutboxStorage, tell: (news: News) => void): Promise<Error | null> {
  if (sessionStore.get() !== "signedIn" || storage.list().every(({ refusal }) => refusal)) return null;
  try {
    const { id } = await getMe();
    return await new Round(storage, id, tell).run();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
