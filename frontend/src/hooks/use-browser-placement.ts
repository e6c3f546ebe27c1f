"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import type { PlacementRun } from "@/hooks/placement-run";
import { keys } from "@/hooks/query-keys";
import { useRatings } from "@/hooks/use-ratings";
import { useIsHydrated, useStore } from "@/hooks/use-store";
import { keepRatings } from "@/services/draft-store";
import * as store from "@/services/placement-store";
import { place } from "@/services/placements";
import type { RatingMap } from "@/types/draft";
import { ratingsOf } from "@/types/placed-ratings";
import type { KeptPlacement, PlacementState } from "@/types/placement";

function areSame(one: RatingMap, other: RatingMap): boolean {
  const slugs = Object.keys(one);
  return slugs.length === Object.keys(other).length && slugs.every((slug) => one[slug] === other[slug]);
}

/** What the answers say; the last answer of the server stays while the next one comes or fails to come. */
function useLatestState(kept: KeptPlacement | undefined, now: RatingMap) {
  const [latest, setLatest] = useState<PlacementState | null>(null);
  const { role, variant, seed, ratings, answers } = kept ?? NOTHING;
  const ratingsNow = areSame(ratings, now) ? null : now;
  const question = { role, variant, seed, ratings, ratingsNow, answers };
  const query = useQuery({
    queryKey: keys.place(question),
    queryFn: () => place(question),
    enabled: kept !== undefined,
    staleTime: Infinity,
    refetchOnReconnect: true,
  });
  if (query.data && query.data !== latest) setLatest(query.data);
  const isOfThis = latest !== null && latest.seed === seed;
  return { query, state: query.data ?? (isOfThis ? latest : null) };
}

const NOTHING: KeptPlacement = { role: "", variant: "", owner: null, seed: 0, ratings: {}, answers: [], corrections: {} };

/** A placement without an account: this browser keeps the answers, the server keeps nothing. */
export function useBrowserPlacement(role: string, variant: string): PlacementRun {
  const isHydrated = useIsHydrated();
  const all = useStore(store.placementStore, store.NO_PLACEMENTS);
  const found = store.keptPlacement(all, { role, variant });
  const kept = found?.owner === null ? found : undefined;
  const { ratings } = useRatings();
  const { query, state } = useLatestState(kept, ratings);
  const key = useMemo(() => ({ role, variant, owner: null }), [role, variant]);
  const isBehind = kept !== undefined && query.data === undefined;
  return {
    state: kept ? state : null,
    isBegun: kept !== undefined,
    isLoading: !isHydrated || (isBehind && !state && !query.error),
    waiting: isBehind && kept ? kept.answers.slice(state?.answers.length ?? 0) : [],
    isBusy: isBehind && !query.error,
    error: query.error,
    retry: () => void query.refetch(),
    begin: () => store.beginPlacement(key, ratings),
    answer: (given) => {
      if (given.reply !== null) return store.keepAnswer(key, given);
      const before = kept?.answers.find(({ skill, level }) => skill === given.skill && level === given.level);
      if (before) store.forgetAnswer(key, before);
    },
    corrections: kept?.corrections ?? {},
    correct: (skill, level) => store.keepCorrection(key, skill, level),
    accept: (onDone) => {
      if (!kept || !state) return;
      keepRatings(ratingsOf(state, kept.corrections), null);
      store.forgetPlacement(key);
      onDone();
    },
    isAccepting: false,
    wentOnElsewhere: false,
    setAside: 0,
    fromBefore: null,
  };
}

/** What forgets a placement that was begun under an account; null where there is none. */
export function useOrphan(role: string, variant: string): (() => void) | null {
  const all = useStore(store.placementStore, store.NO_PLACEMENTS);
  const found = store.keptPlacement(all, { role, variant });
  return found && found.owner !== null ? () => store.forgetPlacement({ role, variant }) : null;
}

/** The placement last answered in this browser without an account, for whoever comes back. */
export function useKeptPlacement(): KeptPlacement | undefined {
  const all = useStore(store.placementStore, store.NO_PLACEMENTS);
  return all.find(({ owner, answers }) => owner === null && answers.length > 0);
}
