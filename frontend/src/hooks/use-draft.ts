"use client";
import { useEffect } from "react";

import { useIsHydrated, useStore } from "@/hooks/use-store";
import { draftStore, rememberHours, rememberRole } from "@/services/draft-store";
import { EMPTY_DRAFT, type Draft } from "@/types/draft";

export const DEFAULT_HOURS = 8;

/** What this browser remembers before there is a roadmap. */
export function useDraft(): { draft: Draft; isLoading: boolean } {
  const isHydrated = useIsHydrated();
  return { draft: useStore(draftStore, EMPTY_DRAFT), isLoading: !isHydrated };
}

/** Remember the role looked at, so that a returning person can continue. */
export function useRoleMemory(role: string, variant: string): void {
  useEffect(() => {
    if (role && variant) rememberRole(role, variant);
  }, [role, variant]);
}

/** Remember the hours a week, once they are chosen. */
export function useHoursMemory(hours: number | null): void {
  useEffect(() => {
    if (hours !== null) rememberHours(hours);
  }, [hours]);
}
