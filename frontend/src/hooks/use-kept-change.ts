"use client";
import { useEffect } from "react";

import { useOwner } from "@/hooks/use-outbox";
import { storeChangeDraft, type ChangeDraft } from "@/services/change-drafts";

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
