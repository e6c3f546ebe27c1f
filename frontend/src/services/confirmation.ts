/** Asks the person for the password when the API wants to know that it is them; one question serves all requests. */

let asked: Promise<boolean> | null = null;
let settle: ((isConfirmed: boolean) => void) | null = null;
const listeners = new Set<() => void>();

function change(next: typeof settle): void {
  settle = next;
  if (next === null) asked = null;
  listeners.forEach((listener) => listener());
}

export const confirmation = {
  /** Whether something waits for the password. */
  get: () => settle !== null,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  set: () => undefined,
  /** Wait until the person has confirmed, or has declined; at once where no screen can ask. */
  ask(): Promise<boolean> {
    if (listeners.size === 0) return Promise.resolve(false);
    asked ??= new Promise((resolve) => change(resolve));
    return asked;
  },
  /** Let everything that waits go on. */
  answer(isConfirmed: boolean): void {
    settle?.(isConfirmed);
    change(null);
  },
};
