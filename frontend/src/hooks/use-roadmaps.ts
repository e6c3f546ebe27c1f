"use client";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";

import { keys } from "@/hooks/query-keys";
import { withWaiting } from "@/hooks/roadmap-updates";
import { useOutboxEntries } from "@/hooks/use-outbox";
import { useSettled } from "@/hooks/use-planning";
import {
  archiveRoadmap,
  changeRoadmap,
  createRoadmap,
  getRoadmap,
  listRoadmaps,
  reanalyse,
  tryChange,
} from "@/services/roadmaps";
import type { RoadmapStatus } from "@/types/model";
import type { Change } from "@/types/plan-options";
import { hasStatus } from "@/types/problem";

export function useRoadmaps(status: RoadmapStatus, isEnabled: boolean) {
  return useInfiniteQuery({
    queryKey: keys.roadmapList(status),
    queryFn: ({ pageParam }) => listRoadmaps(status, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: isEnabled,
  });
}

/** A roadmap with everything that waits in this browser laid over it. */
export function useRoadmap(id: string) {
  const query = useQuery({ queryKey: keys.roadmap(id), queryFn: () => getRoadmap(id), enabled: id !== "" });
  const entries = useOutboxEntries();
  const { data: read } = query;
  const data = useMemo(() => read && withWaiting(read, entries), [read, entries]);
  return { ...query, data };
}

type Read = Awaited<ReturnType<typeof getRoadmap>>;

/** A change of a stored roadmap as it was read; where it was changed elsewhere, it is read again. */
function useRoadmapAction<T>(id: string, act: (input: T, etag: string) => Promise<Read>) {
  const cache = useQueryClient();
  const key = keys.roadmap(id);
  return useMutation({
    mutationFn: (input: T) => act(input, cache.getQueryData<Read>(key)?.etag ?? ""),
    onSuccess: (read) => {
      void cache.cancelQueries({ queryKey: key, exact: true }, { revert: false });
      cache.setQueryData(key, read);
      // Another roadmap may be the main one now.
      void cache.invalidateQueries({ queryKey: keys.roadmaps });
    },
    onError: (error) => {
      if (hasStatus(error, 412) || hasStatus(error, 409)) void cache.invalidateQueries({ queryKey: key, exact: true });
    },
  });
}

type RoadmapChange = Parameters<typeof changeRoadmap>[1]["change"];

/** When the person studies, and which roadmap is the main one; the steps and their order stay. */
export function useRoadmapChange(id: string) {
  return useRoadmapAction(id, (change: RoadmapChange, etag) => changeRoadmap(id, { change, etag }));
}

export function useArchiving(id: string) {
  return useRoadmapAction(id, (_: void, etag) => archiveRoadmap(id, etag));
}

export function useCreateRoadmap() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: createRoadmap,
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.roadmaps }),
  });
}

export function useReanalysis(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => reanalyse(id, change),
    // Nothing is read again at once: the next page opens, and the old roadmap would only say that it is archived.
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.me, refetchType: "none" }),
  });
}

/**
 * What a change of a stored roadmap would lead to, requested when the options rest; nothing is saved.
 *
 * `version` is that of the roadmap: a tick in between leads to a new request.
 */
export function useChangePreview(id: string, version: number, change: Change) {
  const settled = useSettled(change);
  const query = useQuery({
    queryKey: keys.roadmapWhatIf(id, { version, settled }),
    queryFn: ({ signal }) => tryChange(id, settled, signal),
    placeholderData: keepPreviousData,
  });
  return { ...query, isOld: query.isPlaceholderData || JSON.stringify(change) !== JSON.stringify(settled) };
}
