/** The outbox of this browser: takes what a person does, and delivers it when it can. */
import { deliverRound } from "@/services/outbox-delivery";
import type { News } from "@/services/outbox-port";
import { OutboxStorage, removedEntry } from "@/services/outbox-storage";
import { sessionLock, sessionStore } from "@/services/session-store";
import type { TabLock } from "@/services/tab-lock";
import { isAboutSame, mergedWith, type Entry, type NewEntry } from "@/types/outbox";

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 300_000;

/** What a person does in quick succession is sent together [ms]. */
const REST = { tick: 0, rating: 600 } as const;

/** How far delivery is, in this tab. */
export interface OutboxStatus {
  isSending: boolean;
  /** Why the last attempt left something; null where it did not. */
  failure: Error | null;
}

export const RESTING: OutboxStatus = { isSending: false, failure: null };

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint32Array(3));
  return Array.from(bytes, (part) => part.toString(36)).join("");
}

export class Outbox {
  readonly storage = new OutboxStorage();
  private status = RESTING;
  private readonly listeners = new Set<() => void>();
  private readonly readers = new Set<(news: News) => void>();
  private running: Promise<void> | null = null;
  private isWanted = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `exclusively` keeps other tabs, and log-ins, out of a delivery. */
  constructor(readonly exclusively: TabLock) {}

  getStatus = (): OutboxStatus => this.status;

  subscribeStatus = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Follow what deliveries learn from the server. */
  read = (reader: (news: News) => void): (() => void) => {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  };

  /** Store what a person has done, in place of what waits about the same thing, and send it soon. */
  add(entry: NewEntry): void {
    const stored = this.storage.list();
    const earlier = stored.filter((one) => isAboutSame(one, entry));
    const merged = earlier.reduce((next, one) => (one.refusal ? next : mergedWith(next, one)), entry);
    const order = Math.max(Date.now(), ...stored.map((one) => one.order + 1));
    this.storage.put({ ...merged, id: newId(), order, refusal: null });
    earlier.forEach(({ id }) => this.storage.remove(id));
    this.deliverIn(REST[entry.kind]);
  }

  /** Try now; done when everything that could be delivered is. */
  deliver = (): Promise<void> => {
    this.isWanted = true;
    this.running ??= this.rounds().finally(() => {
      this.running = null;
    });
    return this.running;
  };

  /** What was refused is sent once more; a change made elsewhere is overwritten. */
  retry(entry: Entry): void {
    const theirs = entry.refusal?.theirs;
    this.storage.replace({ ...entry, etag: "", refusal: null, seen: theirs ? [...entry.seen, theirs] : entry.seen });
    void this.deliver();
  }

  /** Give up an entry: what the server has counts. */
  discard(entry: Entry): void {
    this.storage.remove(entry.id);
    this.tell({ kind: "gone", entry });
  }

  /** Remove everything of an account. */
  forget(owner: string): void {
    for (const entry of this.storage.list()) if (entry.owner === owner) this.storage.remove(entry.id);
  }

  /** Deliver by itself from now on: with the connection, when the page is looked at again, after a log-in. */
  start(): () => void {
    const tryNow = () => void this.deliver();
    const whenSeen = () => (document.visibilityState === "visible" ? tryNow() : undefined);
    const hearTabs = (event: StorageEvent) => {
      const entry = removedEntry(event);
      if (entry) this.tell({ kind: "gone", entry });
    };
    window.addEventListener("online", tryNow);
    window.addEventListener("storage", hearTabs);
    document.addEventListener("visibilitychange", whenSeen);
    const unsubscribe = sessionStore.subscribe(tryNow);
    tryNow();
    return () => {
      window.removeEventListener("online", tryNow);
      window.removeEventListener("storage", hearTabs);
      document.removeEventListener("visibilitychange", whenSeen);
      unsubscribe();
      this.stop();
    };
  }

  /** Wait for nothing any more; what is being sent goes on. */
  stop(): void {
    clearTimeout(this.timer);
  }

  private deliverIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.deliver(), milliseconds);
  }

  private async rounds(): Promise<void> {
    clearTimeout(this.timer);
    let failure: Error | null = null;
    while (this.isWanted) {
      this.isWanted = false;
      this.setStatus({ ...this.status, isSending: true });
      failure = await this.exclusively(() => deliverRound(this.storage, this.tell));
    }
    this.setStatus({ isSending: false, failure });
    this.failures = failure ? this.failures + 1 : 0;
    if (failure) this.deliverIn(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.failures) * (0.5 + Math.random() / 2));
  }

  private readonly tell = (news: News): void => this.readers.forEach((reader) => reader(news));

  private setStatus(status: OutboxStatus): void {
    this.status = status;
    this.listeners.forEach((listener) => listener());
  }
}

export const outbox = new Outbox(sessionLock);
