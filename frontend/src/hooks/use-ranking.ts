"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { keys } from "@/hooks/query-keys";
import { useDraft } from "@/hooks/use-draft";
import { useRatings } from "@/hooks/use-ratings";
import { useSession } from "@/hooks/use-session";
import { listTransitions, rank, rankMine } from "@/services/ranking";
import type { CurrentRole, Ranking } from "@/types/ranking";

const HOUR = 3_600_000;

export interface RankingResult {
  ranking: Ranking | undefined;
  /** How many skills are rated; without any there is nothing to rank. */
  rated: number;
  isLoading: boolean;
  /** Whether an older result is shown while the next one loads. */
  isStale: boolean;
  error: Error | null;
  retry: () => void;
}

/** Every role for the current ratings, and as if the role `from` were met where one is given. */
export function useRanking(from: CurrentRole | null): RankingResult {
  const { user } = useSession();
  const { ratings, isLoading, error, retry } = useRatings();
  const { draft } = useDraft();
  // What is not in the account yet counts on every screen, so it counts here.
  const isStored = user !== null && Object.keys(draft.ratings).length === 0;
  const request = { ratings, from };
  const query = useQuery({
    queryKey: isStored ? keys.myRoles(request) : keys.rank(request),
    queryFn: () => (isStored ? rankMine(from) : rank(ratings, from)),
    enabled: !isLoading && !error,
    placeholderData: keepPreviousData,
  });
  return {
    ranking: query.data,
    rated: Object.keys(ratings).length,
    isLoading: isLoading || query.isPending,
    isStale: query.isPlaceholderData,
    error: error ?? query.error,
    retry: error ? retry : () => void query.refetch(),
  };
}

/** Where a role leads, for anyone who holds it. */
export function useTransitions(slug: string, variant: string) {
  return useQuery({
    queryKey: keys.transitions(slug, variant),
    queryFn: () => listTransitions(slug, variant),
    staleTime: HOUR,
    enabled: slug !== "" && variant !== "",
  });
}
