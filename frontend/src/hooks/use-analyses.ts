"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { keys } from "@/hooks/query-keys";
import {
  compareAnalyses,
  createAnalysis,
  getAnalysis,
  getDerivation,
  getReadinessHistory,
  listAnalyses,
} from "@/services/analyses";

export function useAnalyses(isEnabled: boolean) {
  return useInfiniteQuery({
    queryKey: keys.analyses,
    queryFn: ({ pageParam }) => listAnalyses(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: isEnabled,
  });
}

export function useAnalysis(id: string | null) {
  return useQuery({
    queryKey: keys.analysis(id ?? ""),
    queryFn: () => getAnalysis(id ?? ""),
    enabled: id !== null,
    staleTime: Infinity,
  });
}

/** Everything one conclusion of a stored analysis follows from; it never changes. */
export function useDerivation(id: string, of: string) {
  return useQuery({
    queryKey: keys.derivation(id, of),
    queryFn: () => getDerivation(id, of),
    staleTime: Infinity,
  });
}

export function useComparison(before: string, after: string) {
  return useQuery({
    queryKey: keys.comparison(before, after),
    queryFn: () => compareAnalyses(before, after),
    enabled: before !== "" && after !== "",
    staleTime: Infinity,
  });
}

/** Store an analysis of the profile as it is now. */
export function useCreateAnalysis() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ role, variant }: { role: string; variant: string }) => createAnalysis(role, variant),
    onSuccess: (made) => {
      cache.setQueryData(keys.analysis(made.id), made);
      void cache.invalidateQueries({ queryKey: keys.analyses, exact: true });
    },
  });
}

export function useReadinessHistory(role: string, variant: string) {
  return useQuery({
    queryKey: keys.readinessHistory(role, variant),
    queryFn: () => getReadinessHistory(role, variant),
  });
}
