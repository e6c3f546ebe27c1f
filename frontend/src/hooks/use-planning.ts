"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";

import { keys } from "@/hooks/query-keys";
import { analyze, plan } from "@/services/planning";
import type { RatingMap } from "@/types/draft";

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

/** A roadmap for what is rated now. */
export function usePlan({
  role,
  variant,
  ratings,
  isEnabled,
  hoursPerWeek,
  pins,
}: Question & { hoursPerWeek: number; pins: string[] }) {
  const question = { role, variant, ratings, hoursPerWeek, pins };
  return useQuery({
    queryKey: keys.plan(question),
    queryFn: () => plan(question),
    enabled: isEnabled && role !== "" && variant !== "",
    placeholderData: keepPreviousData,
  });
}
