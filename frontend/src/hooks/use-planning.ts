"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";

import { keys } from "@/hooks/query-keys";
import { useDebounced } from "@/hooks/use-debounced";
import { useLast } from "@/hooks/use-last";
import { analyze, plan, whatIf } from "@/services/planning";
import type { RatingMap } from "@/types/draft";
import type { PlanQuestion, Trial } from "@/types/wish";

interface Question {
  role: string;
  variant: string;
  ratings: RatingMap;
  isEnabled: boolean;
}

/** Readiness for what is rated now; the last answer stays visible while the next one comes. */
export function useReadiness({ role, variant, ratings, isEnabled }: Question) {
  const question = { role, variant, ratings: useDeferredValue(ratings) };
  return useQuery({
    queryKey: keys.analyze(question),
    queryFn: () => analyze(question),
    enabled: isEnabled && role !== "" && variant !== "",
    placeholderData: keepPreviousData,
  });
}

/** A roadmap for what is rated and wished now; a question that is overtaken is given up. */
export function usePlan(question: PlanQuestion, { isEnabled }: { isEnabled: boolean }) {
  return useQuery({
    queryKey: keys.plan(question),
    queryFn: ({ signal }) => plan(question, signal),
    enabled: isEnabled && question.role !== "" && question.variant !== "",
    placeholderData: keepPreviousData,
  });
}

/** The value as it was when it last rested, told apart by what it says and not by its identity. */
export function useSettled<T>(value: T): T {
  const text = useDebounced(JSON.stringify(value));
  return useMemo(() => JSON.parse(text) as T, [text]);
}

/** Other wishes beside the present one, asked when they rest; the last answer stays until the next, also when that fails. */
export function useWhatIf(question: PlanQuestion, trials: readonly Trial[]) {
  const settled = useSettled(trials);
  const query = useQuery({
    queryKey: keys.whatIf({ question, settled }),
    queryFn: ({ signal }) => whatIf(question, settled, signal),
    enabled: settled.length > 0,
    placeholderData: keepPreviousData,
  });
  const data = useLast(query.data);
  return { ...query, data, isOld: data !== query.data || query.isPlaceholderData || JSON.stringify(trials) !== JSON.stringify(settled) };
}
