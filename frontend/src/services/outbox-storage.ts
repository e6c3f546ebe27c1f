/**
 * Where entries wait: one localStorage key for each, so that two tabs never overwrite each other's.
 *
 * localStorage and not IndexedDB: what is written stays, also when the page is left in the same moment.
 */
import type { Entry } from "@/types/outbox";

const PREFIX = "career.outbox.";

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEntry(raw: unknown): raw is Entry {
  if (!isRecord(raw) || typeof raw.id !== "string" || typeof raw.order !== "number") return false;
  if (typeof raw.owner !== "string" || typeof raw.etag !== "string" || !Array.isArray(raw.seen)) return false;
  if (raw.kind === "rating") return typeof raw.skill === "string" && Number.isInteger(raw.level);
  const { kind, roadmapId, skill, change } = raw;
  return kind === "tick" && typeof roadmapId === "string" && isRecord(skill) && isRecord(change);
}

function parse(text: string | null): Entry | null {
  try {
    const raw: unknown = JSON.parse(text ?? "");
    return isEntry(raw) ? raw : null;
  } catch {
    return null;
  }
}

const NONE: readonly Entry[] = [];

export class OutboxStorage {
  /** Entries that this browser refuses to store; they last as long as the page. */
  private readonly unstored = new Map<string, string>();
  private readonly listeners = new Set<() => void>();
  private signature = "";
  private entries = NONE;

  /** All entries in their order; the same array as long as nothing changes. */
  list = (): readonly Entry[] => {
    const texts = [...this.texts()];
    const signature = texts.join("\n");
    if (signature !== this.signature) {
      this.signature = signature;
      const parsed = texts.flatMap((text) => parse(text) ?? []);
      this.entries = parsed.sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));
    }
    return this.entries;
  };

  /** Whether everything that waits also survives this page. */
  isDurable = (): boolean => this.unstored.size === 0;

  put(entry: Entry): void {
    const text = JSON.stringify(entry);
    try {
      window.localStorage.setItem(PREFIX + entry.id, text);
      this.unstored.delete(entry.id);
    } catch {
      this.unstored.set(entry.id, text);
    }
    this.notify();
  }

  /** Change an entry, unless it was removed meanwhile. */
  replace(entry: Entry): void {
    if (this.list().some(({ id }) => id === entry.id)) this.put(entry);
  }

  remove(id: string): void {
    this.unstored.delete(id);
    try {
      window.localStorage.removeItem(PREFIX + id);
    } catch {
      // What could not be read cannot be there.
    }
    this.notify();
  }

  subscribe = (listener: () => void): (() => void) => {
    if (this.listeners.size === 0) window.addEventListener("storage", this.onStorage);
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) window.removeEventListener("storage", this.onStorage);
    };
  };

  notify(): void {
    this.listeners.forEach((listener) => listener());
  }

  private readonly onStorage = ({ key }: StorageEvent): void => {
    if (key === null || key.startsWith(PREFIX)) this.notify();
  };

  private *texts(): Generator<string> {
    try {
      for (let index = 0; index < window.localStorage.length; index += 1) {
        const key = window.localStorage.key(index);
        if (key?.startsWith(PREFIX)) yield window.localStorage.getItem(key) ?? "";
      }
    } catch {
      // Storage is forbidden here: only what is in memory waits.
    }
    yield* this.unstored.values();
  }
}

/** The entry that another tab has just removed, if that is what the event says. */
export function removedEntry({ key, newValue, oldValue }: StorageEvent): Entry | null {
  return key?.startsWith(PREFIX) && newValue === null ? parse(oldValue) : null;
}
