"use client";
import { useSyncExternalStore } from "react";

import type { BrowserStore } from "@/services/browser-store";

/** Follow a value stored in this browser; `initial` is what the prerendered page shows. */
export function useStore<T>(store: BrowserStore<T>, initial: T): T {
  return useSyncExternalStore(store.subscribe, store.get, () => initial);
}

const never = () => () => undefined;

/** False until the prerendered page is hydrated, true from then on. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
