"use client";
import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

import type { PlacementRun } from "@/hooks/placement-run";
import { keys } from "@/hooks/query-keys";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useStore } from "@/hooks/use-store";
import type { Versioned } from "@/services/http";
import * as store from "@/services/placement-store";
import * as placements from "@/services/placements";
import type { Placement, StoredReply, Worked } from "@/types/placement";
import { hasStatus, isProblem } from "@/types/problem";

type Read = Versioned<Placement>;

/** The placements a person has started, newest first. */
export function usePlacements(isEnabled: boolean) {
  return useQuery({ queryKey: keys.placements, queryFn: placements.listPlacements, enabled: isEnabled });
}

function useOpenPlacement(role: string, variant: string) {
  const list = usePlacements(true);
  const open = list.data?.items.find(
    (one) => one.status === "open" && one.role.slug === role && one.variant === variant,
  );
  const id = open?.id ?? "";
  const read = useQuery({
    queryKey: keys.placement(id),
    queryFn: () => placements.getPlacement(id),
    enabled: id !== "",
  });
  const isOpen = read.data?.body.status === "open";
  return { list, read, id, isOpen, isLoading: list.isPending || (id !== "" && read.isPending) };
}

/** Send an answer for the placement as it was read; changed elsewhere since, it is read again and the answer repeated. */
async function give(
  cache: QueryClient,
  id: string,
  answer: StoredReply,
): Promise<{ read: Read; isElsewhere: boolean }> {
  const key = keys.placement(id);
  const etag = cache.getQueryData<Read>(key)?.etag ?? "";
  try {
    return { read: await placements.answerPlacement(id, answer, etag), isElsewhere: false };
  } catch (error) {
    if (!hasStatus(error, 412)) throw error;
    const fresh = await cache.fetchQuery({ queryKey: key, queryFn: () => placements.getPlacement(id), staleTime: 0 });
    return { read: await placements.answerPlacement(id, answer, fresh.etag), isElsewhere: true };
  }
}

/** Sends stored answers to the account, one after the other; each is removed here only when it is there. */
function useDelivery(id: string, isOpen: boolean, key: store.PlacementKey) {
  const cache = useQueryClient();
  const stored = store.storedPlacement(useStore(store.placementStore, store.NO_PLACEMENTS), key);
  const waiting = stored && stored.owner === key.owner ? stored.answers : [];
  const [next] = waiting;
  const { mutate, reset, isPending, error, data } = useMutation({
    mutationFn: (answer: StoredReply) => give(cache, id, answer),
    onSuccess: ({ read }, answer) => {
      cache.setQueryData(keys.placement(id), read);
      store.forgetAnswer(key, answer);
    },
    onError: (refusal) => {
      if (!isProblem(refusal, "placement-closed")) return;
      store.forgetPlacement(key);
      void cache.invalidateQueries({ queryKey: keys.placements });
      void cache.invalidateQueries({ queryKey: keys.readiness });
    },
  });
  useEffect(() => {
    if (next && isOpen && !isPending && !error) mutate(next);
  }, [next, isOpen, isPending, error, mutate]);
  useEffect(() => {
    window.addEventListener("online", reset);
    return () => window.removeEventListener("online", reset);
  }, [reset]);
  return { stored, waiting, isPending, error, reset, isElsewhere: data?.isElsewhere ?? false };
}

function useCreation(key: store.PlacementKey & { owner: string }) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (worked: Worked | null) => placements.createPlacement({ role: key.role, variant: key.variant, worked }),
    onSuccess: (made) => {
      store.assignToAccount(key, key.owner);
      cache.setQueryData(keys.placement(made.body.id), made);
      return cache.invalidateQueries({ queryKey: keys.placements, exact: true });
    },
  });
}

function useAcceptance(id: string, key: store.PlacementKey, corrections: PlacementRun["corrections"]) {
  const cache = useQueryClient();
  const { flush } = useRatingSync();
  return useMutation({
    mutationFn: async () => {
      await flush();
      return placements.acceptPlacement(id, corrections, cache.getQueryData<Read>(keys.placement(id))?.etag ?? "");
    },
    onSuccess: async () => {
      store.forgetPlacement(key);
      await cache.invalidateQueries({ queryKey: keys.ratings });
      void cache.invalidateQueries({ queryKey: keys.placements });
      void cache.invalidateQueries({ queryKey: keys.readiness });
    },
    onError: () => cache.invalidateQueries({ queryKey: keys.placement(id) }),
  });
}

/** A placement stored in the account; answers wait in this browser until the account has them. */
export function useAccountPlacement(role: string, variant: string, owner: string): PlacementRun {
  const key = useMemo(() => ({ role, variant, owner }), [role, variant, owner]);
  const { list, read, id, isOpen, isLoading } = useOpenPlacement(role, variant);
  const delivery = useDelivery(id, isOpen, key);
  const creation = useCreation(key);
  const { stored } = delivery;
  const corrections = stored?.owner === owner ? stored.corrections : NONE;
  const acceptance = useAcceptance(id, key, corrections);
  const failed = list.error ?? read.error;
  const earlierAnswers = stored?.owner === null && stored.answers.length > 0 ? stored.answers.length : 0;
  return {
    state: isOpen ? (read.data?.body.state ?? null) : null,
    isBegun: isOpen,
    isLoading: isLoading && !failed,
    waiting: delivery.waiting,
    isBusy: delivery.isPending || creation.isPending,
    error: failed ?? delivery.error ?? creation.error ?? acceptance.error,
    retry: () => {
      acceptance.reset();
      delivery.reset();
      if (failed) void (list.error ? list.refetch() : read.refetch());
    },
    begin: creation.mutate,
    answer: (given) => store.storeAnswer(key, given),
    changeWorked: null,
    corrections,
    correct: (skill, level) => store.storeCorrection(key, skill, level),
    accept: (onDone) => acceptance.mutate(undefined, { onSuccess: onDone }),
    isAccepting: acceptance.isPending,
    changedElsewhere: delivery.isElsewhere,
    setAside: read.data?.body.setAside.length ?? 0,
    earlierAnswers: earlierAnswers
      ? {
          count: earlierAnswers,
          worked: stored?.worked ?? null,
          include: () => store.assignToAccount(key, owner),
          forget: () => store.forgetPlacement(key),
        }
      : null,
  };
}

const NONE = {};
