"use client";
import { useCallback } from "react";

import { useStore } from "@/hooks/use-store";
import { sourcesStore } from "@/services/sources-store";

/** Whether the places in the content are shown, and how to change that; the same on every screen. */
export function useSources(): { isShown: boolean; toggle: () => void } {
  const isShown = useStore(sourcesStore, false);
  const toggle = useCallback(() => sourcesStore.set(!sourcesStore.get()), []);
  return { isShown, toggle };
}
