"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { keys } from "@/hooks/query-keys";
import { useDraft } from "@/hooks/use-draft";
import { useRatings } from "@/hooks/use-ratings";
import { useSession } from "@/hooks/use-session";
import { listTransitions, rank, rankMine } from "@/services/ranking";
import type { HeldRole, Ranking } from "@/types/ranking";

const HOUR = 3_600_000;

export interface RankingAnswer {
  ranking: Ranking | undefined;
  /** How many skills are rated; without any there is nothing to rank by. */
  rated: number;
  isLoading: boolean;
  /** Whether an older answer is shown while the next one comes. */
  isStale: boolean;
  error: Error | null;
  retry: () => void;
}

/** Every role for what is rated now; as if the role `from` was held, too, where one is given. */
export function useRanking(from: HeldRole | null): RankingAnswer {
  const { user } = useSession();
  const { ratings, isLoading, error, retry } = useRatings();
  const { draft } = useDraft();
  // What is typed and not in the account yet counts on every screen, so it counts here.
  const isKept = user !== null && Object.keys(draft.ratings).length === 0;
  const question = { ratings, from };
  const query = useQuery({
    queryKey: isKept ? keys.myRoles(question) : keys.rank(question),
    queryFn: () => (isKept ? rankMine(from) : rank(ratings, from)),
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

/** Where somebody can go who holds a role, whoever it is. */
export function useTransitions(slug: string, variant: string) {
  return useQuery({
    queryKey: keys.transitions(slug, variant),
    queryFn: () => listTransitions(slug, variant),
    staleTime: HOUR,
    enabled: slug !== "" && variant !== "",
  });
}
