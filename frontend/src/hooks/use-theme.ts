"use client";
import { useCallback } from "react";

import { useStore } from "@/hooks/use-store";
import { applyTheme, themeStore, type Theme } from "@/services/theme-store";

/** The chosen colours and how to choose others. */
export function useTheme(): { theme: Theme; choose: (theme: Theme) => void } {
  const theme = useStore(themeStore, "system");
  const choose = useCallback((next: Theme) => {
    themeStore.set(next);
    applyTheme(next);
  }, []);
  return { theme, choose };
}
