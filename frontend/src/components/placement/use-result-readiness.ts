"use client";
import type { ResultProps } from "@/components/placement/level-groups";
import { useReadiness } from "@/hooks/use-planning";
import { useRatings } from "@/hooks/use-ratings";
import { confidencesOf, ratingsOf, shownReadiness, type ShownReadiness } from "@/types/placed-ratings";

/** The readiness that saving the result leads to: as placed, or where the person corrected it, as it is then. */
export function useResultReadiness({ run, state, ratings }: Pick<ResultProps, "run" | "state" | "ratings">) {
  const { placed: before } = useRatings();
  const changes = ratingsOf(state, run.corrections);
  const kept = Object.entries(before).filter(([slug]) => !(slug in changes));
  const { data } = useReadiness({
    role: state.role.slug,
    variant: state.variant,
    ratings: { ...ratings, ...changes },
    placed: { ...Object.fromEntries(kept), ...confidencesOf(state, run.corrections) },
    isEnabled: true,
  });
  const { low, placed, high, coverage } = state.readiness;
  const found: ShownReadiness = { points: placed, low, high, coverage, isPlaced: true };
  if (Object.keys(run.corrections).length === 0) return found;
  return data && shownReadiness(data.readiness, null);
}
