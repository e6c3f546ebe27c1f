"use client";
import { useEffect } from "react";

import { useOwner } from "@/hooks/use-outbox";
import { changeDraft, storeChangeDraft } from "@/services/change-drafts";
import type { ChangeDraft } from "@/types/plan-options";

/** Keeps a change of a roadmap in this browser while it is made, for as long as it differs from the roadmap. */
export function useKeptChange(roadmapId: string, draft: ChangeDraft, unchanged: ChangeDraft): void {
  const owner = useOwner();
  const text = JSON.stringify(draft);
  const isChanged = text !== JSON.stringify(unchanged);
  useEffect(() => {
    if (owner === null) return;
    storeChangeDraft({ roadmapId, owner }, isChanged ? (JSON.parse(text) as ChangeDraft) : null);
  }, [owner, roadmapId, text, isChanged]);
}

/** The change of a roadmap that was begun here, read when it is asked for, and how to give it up. */
export function useBegunChange(roadmapId: string): { read: () => ChangeDraft | null; giveUp: () => void } {
  const owner = useOwner();
  return {
    read: () => (owner === null ? null : changeDraft({ roadmapId, owner })),
    giveUp: () => (owner === null ? undefined : storeChangeDraft({ roadmapId, owner }, null)),
  };
}
