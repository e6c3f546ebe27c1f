"use client";
import { useCallback } from "react";

import { useOutboxEntries, useOwner } from "@/hooks/use-outbox";
import { useStore } from "@/hooks/use-store";
import { draftStore } from "@/services/draft-store";
import { outbox } from "@/services/outbox";
import { NO_PLACEMENTS, placementStore } from "@/services/placement-store";
import { EMPTY_DRAFT } from "@/types/draft";

function countOf(owner: string | null): number {
  const entries = outbox.storage.list().filter((entry) => entry.owner === owner).length;
  const drafted = Object.keys(draftStore.get().ratings).length;
  const answers = placementStore.get().map((placement) => (placement.owner === owner ? placement.answers.length : 0));
  return answers.reduce((sum, count) => sum + count, entries + drafted);
}

/** How many changes leaving the account would delete, because the account does not have them. */
export function useUndelivered(): { count: number; countNow: () => number } {
  const owner = useOwner();
  useOutboxEntries();
  useStore(draftStore, EMPTY_DRAFT);
  useStore(placementStore, NO_PLACEMENTS);
  return { count: countOf(owner), countNow: useCallback(() => countOf(owner), [owner]) };
}
