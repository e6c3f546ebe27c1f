/** A value stored in this browser that React can subscribe to; memory only where storage is refused. */
export interface BrowserStore<T> {
  get(): T;
  set(next: T): void;
  subscribe(listener: () => void): () => void;
}

/**
 * A value under one localStorage key, shared by all tabs.
 *
 * `parse` gets whatever is stored, including data of older versions or edited by hand,
 * and returns a valid value.
 */
export function browserStore<T>(key: string, initial: T, parse: (raw: unknown) => T): BrowserStore<T> {
  let value = initial;
  let isRead = false;
  const listeners = new Set<() => void>();
  const notify = () => listeners.forEach((listener) => listener());

  function read(): T {
    try {
      const raw = window.localStorage.getItem(key);
      return raw === null ? initial : parse(JSON.parse(raw));
    } catch {
      return initial;
    }
  }

  function onStorage(event: StorageEvent): void {
    if (event.key !== null && event.key !== key) return;
    value = read();
    notify();
  }

  return {
    get() {
      if (!isRead && typeof window !== "undefined") {
        value = read();
        isRead = true;
      }
      return value;
    },
    set(next) {
      value = next;
      isRead = true;
      try {
        if (next === initial) window.localStorage.removeItem(key);
        else window.localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Storage is full or forbidden: the value lives as long as the page.
      }
      notify();
    },
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener("storage", onStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener("storage", onStorage);
      };
    },
  };
}
