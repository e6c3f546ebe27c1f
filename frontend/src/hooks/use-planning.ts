"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";

import { keys } from "@/hooks/query-keys";
import { useDebounced } from "@/hooks/use-debounced";
import { useLast } from "@/hooks/use-last";
import { analyze, plan, whatIf } from "@/services/planning";
import type { Confidences, RatingMap } from "@/types/draft";
import type { PlanQuery, Alternative } from "@/types/plan-options";

interface Question {
  role: string;
  variant: string;
  ratings: RatingMap;
  /** Those of the ratings that a placement wrote. */
  placed: Confidences;
  isEnabled: boolean;
}

/** Readiness for the current ratings; the last result stays visible while the next one loads. */
export function useReadiness({ role, variant, ratings, placed, isEnabled }: Question) {
  const rated = useMemo(() => ({ ratings, placed }), [ratings, placed]);
  const request = { role, variant, ...useDeferredValue(rated) };
  return useQuery({
    queryKey: keys.analyze(request),
    queryFn: () => analyze(request),
    enabled: isEnabled && role !== "" && variant !== "",
    placeholderData: keepPreviousData,
  });
}

/** A roadmap for the current ratings and options; a request that is overtaken is given up. */
export function usePlan(request: PlanQuery, { isEnabled }: { isEnabled: boolean }) {
  return useQuery({
    queryKey: keys.plan(request),
    queryFn: ({ signal }) => plan(request, signal),
    enabled: isEnabled && request.role !== "" && request.variant !== "",
    placeholderData: keepPreviousData,
  });
}

/** The value as it was when it last rested, compared by content and not by identity. */
export function useSettled<T>(value: T): T {
  const text = useDebounced(JSON.stringify(value));
  return useMemo(() => JSON.parse(text) as T, [text]);
}

/** Other options beside the current ones, requested when they rest; the last result stays until the next, also when that fails. */
export function useWhatIf(request: PlanQuery, alternatives: readonly Alternative[]) {
  const settled = useSettled(alternatives);
  const query = useQuery({
    queryKey: keys.whatIf({ request, settled }),
    queryFn: ({ signal }) => whatIf(request, settled, signal),
    enabled: settled.length > 0,
    placeholderData: keepPreviousData,
  });
  const data = useLast(query.data);
  return {
    ...query,
    data,
    isOld: data !== query.data || query.isPlaceholderData || JSON.stringify(alternatives) !== JSON.stringify(settled),
  };
}
