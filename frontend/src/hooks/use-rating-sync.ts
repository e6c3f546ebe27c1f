"use client";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { keys } from "@/hooks/query-keys";
import { useAccountRatings } from "@/hooks/use-ratings";
import { useSession } from "@/hooks/use-session";
import { useStore } from "@/hooks/use-store";
import { draftStore, forgetRatings } from "@/services/draft-store";
import type { Versioned } from "@/services/http";
import { listRatings, saveRatings } from "@/services/ratings";
import { validRatings, isAboutRatings } from "@/services/valid-ratings";
import { EMPTY_DRAFT, type Draft, type RatingMap } from "@/types/draft";
import type { Rating } from "@/types/model";
import { hasStatus } from "@/types/problem";

type List = Awaited<ReturnType<typeof listRatings>>;
const PAUSE = 600;

/**
 * Ratings entered before log-in that differ from the account: the person decides.
 *
 * Ratings entered with another account are never taken over without asking, different or not.
 */
export function conflictsOf(draft: Draft, held: readonly Rating[], userId: string): RatingMap {
  if (draft.owner === userId) return {};
  if (draft.owner !== null) return draft.ratings;
  const levels = new Map(held.map((row) => [row.skill.slug, row.level]));
  const entries = Object.entries(draft.ratings).filter(
    ([slug, level]) => levels.has(slug) && levels.get(slug) !== level,
  );
  return Object.fromEntries(entries);
}

/** Save what the current content knows, and drop the rest: it is no longer needed. */
async function save(cache: QueryClient, ratings: RatingMap): Promise<void> {
  try {
    await saveAll(cache, ratings);
  } catch (error) {
    if (!isAboutRatings(error)) throw error;
    const valid = await validRatings(ratings);
    if (Object.keys(valid).length > 0) await saveAll(cache, valid);
    forgetRatings(ratings);
  }
}

/** Save on the profile as it is now: changed elsewhere meanwhile, it is read again and the request repeated. */
async function saveAll(cache: QueryClient, ratings: RatingMap): Promise<void> {
  const read = () => cache.fetchQuery({ queryKey: keys.ratings, queryFn: listRatings, staleTime: 0 });
  const known = cache.getQueryData<List>(keys.ratings) ?? (await read());
  let answer: Versioned<List["body"]>;
  try {
    answer = await saveRatings(ratings, known.etag);
  } catch (error) {
    if (!hasStatus(error, 412)) throw error;
    answer = await saveRatings(ratings, (await read()).etag);
  }
  cache.setQueryData(keys.ratings, answer);
  // An open placement says which ratings it would change, and the ratings are different now.
  void cache.invalidateQueries({ queryKey: keys.placements });
  forgetRatings(ratings);
}

export interface RatingSync {
  state: "idle" | "saving" | "failed";
  error: Error | null;
  /** Save everything entered here to the account now; true when nothing is left. */
  flush: () => Promise<boolean>;
}

let running: Promise<boolean> | null = null;

/** One save at a time, also when several screens ask for it. */
function useFlush(onState: (state: RatingSync["state"], error: Error | null) => void) {
  const cache = useQueryClient();
  const { user } = useSession();
  return useCallback(async (): Promise<boolean> => {
    if (running) await running;
    const draft = draftStore.get();
    if (!user || Object.keys(draft.ratings).length === 0) return true;
    running = (async () => {
      onState("saving", null);
      try {
        const known = cache.getQueryData<List>(keys.ratings) ?? (await listRatings());
        const conflicts = conflictsOf(draft, known.body.items, user.id);
        const sure = Object.entries(draft.ratings).filter(([slug]) => !(slug in conflicts));
        if (sure.length > 0) await save(cache, Object.fromEntries(sure));
        onState("idle", null);
        return Object.keys(conflicts).length === 0;
      } catch (error) {
        onState("failed", error instanceof Error ? error : new Error(String(error)));
        return false;
      }
    })();
    return running.finally(() => {
      running = null;
    });
  }, [cache, user, onState]);
}

/** Save what is entered here to the account: soon after the last click, and again on request when it failed. */
export function useRatingSync(): RatingSync {
  const [status, setStatus] = useState<Omit<RatingSync, "flush">>({ state: "idle", error: null });
  const onState = useCallback((state: RatingSync["state"], error: Error | null) => setStatus({ state, error }), []);
  return { ...status, flush: useFlush(onState) };
}

/** As `useRatingSync`, and automatic: for the one component that is on every page. */
export function useAutomaticRatingSync(): RatingSync {
  const sync = useRatingSync();
  const { user } = useSession();
  const { ratings } = useStore(draftStore, EMPTY_DRAFT);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { flush } = sync;
  useEffect(() => {
    if (!user || Object.keys(ratings).length === 0) return;
    timer.current = setTimeout(() => void flush(), PAUSE);
    return () => clearTimeout(timer.current);
  }, [user, ratings, flush]);
  return sync;
}

/** The differences the person has to decide about, and the two ways to do so. */
export function useRatingConflicts() {
  const { user } = useSession();
  const draft = useStore(draftStore, EMPTY_DRAFT);
  const held = useAccountRatings(user !== null);
  const rows = held.data?.body.items ?? [];
  const conflicts = user && held.data ? conflictsOf(draft, rows, user.id) : {};
  return {
    conflicts: Object.entries(conflicts).map(([slug, typed]) => {
      const row = rows.find((one) => one.skill.slug === slug);
      return { slug, typed, title: row?.skill.title ?? slug, held: row?.level };
    }),
    takeTyped: () => draftStore.set({ ...draftStore.get(), owner: user?.id ?? null }),
    keepAccount: () => forgetRatings(conflicts),
  };
}
