"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import type { PlacementRun } from "@/hooks/placement-run";
import { keys } from "@/hooks/query-keys";
import { useRatings } from "@/hooks/use-ratings";
import { useIsHydrated, useStore } from "@/hooks/use-store";
import { storePlacement } from "@/services/draft-store";
import * as store from "@/services/placement-store";
import { place } from "@/services/placements";
import type { RatingMap } from "@/types/draft";
import { confidencesOf, ratingsOf } from "@/types/placed-ratings";
import { answeredChoices, isRemoval, type PlacementState, type StoredPlacement } from "@/types/placement";

function haveSameRatings(one: RatingMap, other: RatingMap): boolean {
  const slugs = Object.keys(one);
  return slugs.length === Object.keys(other).length && slugs.every((slug) => one[slug] === other[slug]);
}

/** The result of the answers; the last one stays while the next one loads or fails to load. */
function useLatestState(stored: StoredPlacement | undefined, now: RatingMap) {
  const [latest, setLatest] = useState<PlacementState | null>(null);
  const { role, variant, seed, ratings, worked, answers } = stored ?? NOTHING;
  const ratingsNow = haveSameRatings(ratings, now) ? null : now;
  const request = { role, variant, seed, ratings, ratingsNow, worked, answers };
  const query = useQuery({
    queryKey: keys.place(request),
    queryFn: () => place(request),
    enabled: stored !== undefined,
    staleTime: Infinity,
    refetchOnReconnect: true,
  });
  if (query.data && query.data !== latest) setLatest(query.data);
  const isOfThis = latest !== null && latest.seed === seed;
  return { query, state: query.data ?? (isOfThis ? latest : null) };
}

const NOTHING: StoredPlacement = {
  role: "",
  variant: "",
  owner: null,
  seed: 0,
  ratings: {},
  worked: null,
  answers: [],
  corrections: {},
};

/** A placement without an account: this browser stores the answers, the server stores nothing. */
export function useBrowserPlacement(role: string, variant: string): PlacementRun {
  const isHydrated = useIsHydrated();
  const all = useStore(store.placementStore, store.NO_PLACEMENTS);
  const found = store.storedPlacement(all, { role, variant });
  const stored = found?.owner === null ? found : undefined;
  const { ratings } = useRatings();
  const { query, state } = useLatestState(stored, ratings);
  const key = useMemo(() => ({ role, variant, owner: null }), [role, variant]);
  const isBehind = stored !== undefined && query.data === undefined;
  return {
    state: stored ? state : null,
    isBegun: stored !== undefined,
    isLoading: !isHydrated || (isBehind && !state && !query.error),
    waiting:
      isBehind && stored ? stored.answers.slice(state ? state.answers.length + answeredChoices(state).length : 0) : [],
    isBusy: isBehind && !query.error,
    error: query.error,
    retry: () => void query.refetch(),
    begin: (worked) => store.beginPlacement(key, ratings, worked),
    answer: (given) => (isRemoval(given) ? store.takeBackAnswer(key, given) : store.storeAnswer(key, given)),
    changeWorked: (worked) => store.storeWorked(key, worked),
    corrections: stored?.corrections ?? {},
    correct: (skill, level) => store.storeCorrection(key, skill, level),
    accept: (onDone) => {
      if (!stored || !state) return;
      const { corrections } = stored;
      // What the placement found holds for its own levels only.
      const found = Object.keys(corrections).length > 0 ? null : { ...state.readiness, role, variant };
      storePlacement(ratingsOf(state, corrections), confidencesOf(state, corrections), found);
      store.forgetPlacement(key);
      onDone();
    },
    isAccepting: false,
    changedElsewhere: false,
    setAside: 0,
    earlierAnswers: null,
  };
}

/** What discards a placement that was started with an account; null where there is none. */
export function useLoggedOutPlacement(role: string, variant: string): (() => void) | null {
  const all = useStore(store.placementStore, store.NO_PLACEMENTS);
  const found = store.storedPlacement(all, { role, variant });
  return found && found.owner !== null ? () => store.forgetPlacement({ role, variant }) : null;
}

/** The placement last answered in this browser without an account, for a person who comes back. */
export function useStoredPlacement(): StoredPlacement | undefined {
  const all = useStore(store.placementStore, store.NO_PLACEMENTS);
  return all.find(({ owner, answers }) => owner === null && answers.length > 0);
}
