"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { useBegunChange } from "@/hooks/use-kept-change";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useReanalysis } from "@/hooks/use-roadmaps";
import { pages } from "@/services/paths";
import type { Roadmap } from "@/types/model";
import type { Change } from "@/types/plan-options";

/** Saves a change of a roadmap: ratings go into the account first, then the new roadmap opens. */
export function useSaveChange(roadmap: Roadmap) {
  const router = useRouter();
  const { giveUp } = useBegunChange(roadmap.id);
  const reanalysis = useReanalysis(roadmap.id);
  const { flush, error } = useRatingSync();
  const [isWaiting, setIsWaiting] = useState(false);
  async function save(change: Change) {
    setIsWaiting(true);
    if (await flush()) {
      reanalysis.mutate(change, {
        onSuccess: ({ roadmap: made }) => {
          giveUp();
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
