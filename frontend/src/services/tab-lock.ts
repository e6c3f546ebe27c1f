/** One tab at a time: the Web Locks API, or a lease in localStorage where a browser or an address has none. */

const LEASE = 30_000;
const RENEWAL = 10_000;
const PAUSE = 40;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Lease {
  holder: string;
  until: number;
}

/** Runs work while no other tab runs work under the same name. */
export type TabLock = <T>(work: () => Promise<T>) => Promise<T>;

function readLease(key: string): Lease | null {
  try {
    const raw = JSON.parse(window.localStorage.getItem(key) ?? "null") as Partial<Lease> | null;
    return typeof raw?.holder === "string" && typeof raw.until === "number" ? (raw as Lease) : null;
  } catch {
    return null;
  }
}

/** Whether it could be written; without storage there is nothing that tabs could share. */
function writeLease(key: string, holder: string): boolean {
  try {
    window.localStorage.setItem(key, JSON.stringify({ holder, until: Date.now() + LEASE } satisfies Lease));
    return true;
  } catch {
    return false;
  }
}

async function takeLease(key: string, holder: string): Promise<void> {
  for (;;) {
    const lease = readLease(key);
    if (lease === null || lease.holder === holder || lease.until < Date.now()) {
      if (!writeLease(key, holder)) return;
      await pause(PAUSE * (0.5 + Math.random() / 2));
      // Of two tabs that wrote in the same moment, the last one has it.
      if (readLease(key)?.holder === holder) return;
    }
    await pause(PAUSE);
  }
}

function leaseLock(key: string): TabLock {
  const bytes = crypto.getRandomValues(new Uint32Array(2));
  const holder = bytes.join("-");
  let last: Promise<unknown> = Promise.resolve();
  async function run<T>(work: () => Promise<T>): Promise<T> {
    await takeLease(key, holder);
    const renewal = setInterval(() => writeLease(key, holder), RENEWAL);
    const release = () => {
      clearInterval(renewal);
      if (readLease(key)?.holder === holder) window.localStorage.removeItem(key);
    };
    window.addEventListener("pagehide", release, { once: true }); // The next page need not wait for its end.
    try {
      return await work();
    } finally {
      window.removeEventListener("pagehide", release);
      release();
    }
  }
  return (work) => {
    const mine = last.then(() => run(work));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** The lock of that name; each call stands for a tab of its own. */
export function tabLock(name: string): TabLock {
  let lease: TabLock | null = null;
  return (work) => {
    const locks = (navigator as { locks?: LockManager }).locks;
    if (locks) return locks.request(name, work) as ReturnType<typeof work>;
    lease ??= leaseLock(`career.lock.${name}`);
    return lease(work);
  };
}
