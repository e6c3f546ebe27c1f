/** Creations whose answer has not come yet: repeated under the same key, so that nothing is made twice. */
import { browserStore } from "@/services/browser-store";
import { accountStore } from "@/services/session-store";
import { consequenceOf } from "@/types/outbox";

/** How long a creation may be repeated under its key [ms]; the API remembers keys for longer. */
const LASTING = 3_600_000;

interface Creation {
  /** Whose it is, where it goes and what it says: equal ones are one. */
  readonly intent: string;
  readonly key: string;
  /** When it was first sent [ms]. */
  readonly since: number;
}

const NONE: readonly Creation[] = [];

/** Those that this tab has sent and still waits for. */
const inFlight = new Set<string>();

function isCreation(raw: unknown): raw is Creation {
  if (typeof raw !== "object" || raw === null) return false;
  const { intent, key, since } = raw as Record<string, unknown>;
  return typeof intent === "string" && typeof key === "string" && typeof since === "number";
}

export const creationStore = browserStore<readonly Creation[]>("career.creations", NONE, (raw) =>
  Array.isArray(raw) ? raw.filter(isCreation) : NONE,
);

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function remember(next: readonly Creation[]): void {
  creationStore.set(next.length > 0 ? next : NONE);
}

const othersThan = (intent: string) => creationStore.get().filter((one) => one.intent !== intent);

function keyOf(intent: string): string {
  const now = Date.now();
  const known = creationStore.get().find((one) => one.intent === intent && now - one.since < LASTING);
  if (known) return known.key;
  const key = newKey();
  const lasting = othersThan(intent).filter(({ since }) => now - since < LASTING);
  remember([...lasting, { intent, key, since: now }]);
  return key;
}

/**
 * Create something with a key that lasts until an answer has come.
 *
 * Where the answer was lost, the same creation goes out again under the same key, also after a reload: the API
 * then answers with what it has made already. A refusal ends it, since nothing was made.
 */
export async function createOnce<T>(
  path: string,
  body: object,
  send: (headers: { "Idempotency-Key": string }) => Promise<T>,
): Promise<T> {
  const intent = JSON.stringify([accountStore.get(), path, body]);
  inFlight.add(intent);
  try {
    const made = await send({ "Idempotency-Key": keyOf(intent) });
    remember(othersThan(intent));
    return made;
  } catch (error) {
    if (consequenceOf(error) === "refused") remember(othersThan(intent));
    throw error;
  } finally {
    inFlight.delete(intent);
  }
}

/** The account has changed since: whatever is created now is meant as new. */
export function forgetCreations(): void {
  const left = creationStore.get().filter(({ intent }) => inFlight.has(intent));
  if (left.length < creationStore.get().length) remember(left);
}
