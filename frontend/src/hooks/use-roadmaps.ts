"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { keys } from "@/hooks/query-keys";
import { createRoadmap, getRoadmap, listRoadmaps, reanalyse } from "@/services/roadmaps";

export function useRoadmaps(status: "active" | "archived", isEnabled: boolean) {
  return useInfiniteQuery({
    queryKey: keys.roadmapList(status),
    queryFn: ({ pageParam }) => listRoadmaps(status, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: isEnabled,
  });
}

export function useRoadmap(id: string) {
  return useQuery({ queryKey: keys.roadmap(id), queryFn: () => getRoadmap(id), enabled: id !== "" });
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
    mutationFn: (choice: { resetProgress: boolean }) => reanalyse(id, choice),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.me }),
  });
}
