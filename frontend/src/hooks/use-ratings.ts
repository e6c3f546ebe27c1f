"use client";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";

import { keys } from "@/hooks/query-keys";
import { useSession } from "@/hooks/use-session";
import { useIsHydrated, useStore } from "@/hooks/use-store";
import { draftStore, storeRating } from "@/services/draft-store";
import { listRatings } from "@/services/ratings";
import { EMPTY_DRAFT, type RatingMap } from "@/types/draft";
import type { Rating } from "@/types/model";

export function useAccountRatings(isEnabled: boolean) {
  return useQuery({ queryKey: keys.ratings, queryFn: listRatings, enabled: isEnabled });
}

export interface Ratings {
  /** What counts now: the account's ratings, and over them everything entered since. */
  ratings: RatingMap;
  /** The account's own rows, where there is an account. */
  rows: readonly Rating[];
  rate: (slug: string, level: number) => void;
  isLoading: boolean;
  error: Error | null;
  retry: () => void;
}

/**
 * A person's ratings, with or without an account.
 *
 * A rating goes to this browser first and is removed there only when the account has it
 * (`useRatingSync`), so that nothing is lost to a closed tab, a lost connection or an ended session.
 */
export function useRatings(): Ratings {
  const { user, isUnsure, error, retry } = useSession();
  const isHydrated = useIsHydrated();
  const draft = useStore(draftStore, EMPTY_DRAFT);
  const account = useAccountRatings(user !== null);
  const rows = useMemo(() => account.data?.body.items ?? [], [account.data]);
  const ratings = useMemo(() => {
    const held = Object.fromEntries(
      rows.filter(({ isCounted }) => isCounted).map((row) => [row.skill.slug, row.level]),
    );
    return { ...held, ...draft.ratings };
  }, [rows, draft.ratings]);
  const owner = user?.id ?? null;
  const rate = useCallback((slug: string, level: number) => storeRating(slug, level, owner), [owner]);
  return {
    ratings,
    rows,
    rate,
    isLoading: !isHydrated || isUnsure || (user !== null && account.isPending),
    error: user ? account.error : error,
    retry: user ? account.refetch : retry,
  };
}
