"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { useOwner } from "@/hooks/use-outbox";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useReanalysis } from "@/hooks/use-roadmaps";
import { storeChangeDraft } from "@/services/change-drafts";
import { pages } from "@/services/paths";
import type { Roadmap } from "@/types/model";
import type { Change } from "@/types/plan-options";

/** Saves a change of a roadmap: ratings go into the account first, then the new roadmap opens. */
export function useSaveChange(roadmap: Roadmap) {
  const router = useRouter();
  const owner = useOwner();
  const reanalysis = useReanalysis(roadmap.id);
  const { flush, error } = useRatingSync();
  const [isWaiting, setIsWaiting] = useState(false);
  async function save(change: Change) {
    setIsWaiting(true);
    if (await flush()) {
      reanalysis.mutate(change, {
        onSuccess: ({ roadmap: made }) => {
          if (owner !== null) storeChangeDraft({ roadmapId: roadmap.id, owner }, null);
          // Analyses of two seniorities cannot be compared.
          const isSame = made.result.variant === roadmap.result.variant;
          router.push(pages.roadmap(made.id, isSame ? roadmap.analysisId : undefined));
        },
      });
    }
    setIsWaiting(false);
  }
  return { save, isBusy: isWaiting || reanalysis.isPending, error: error ?? reanalysis.error };
}
