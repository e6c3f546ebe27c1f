"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

import { DEFAULT_HOURS, useDraft, useHoursMemory } from "@/hooks/use-draft";
import { useSettled } from "@/hooks/use-planning";
import { useQueryParams } from "@/hooks/use-query-params";
import { pages } from "@/services/paths";
import { limitText, type PlanOptions } from "@/types/plan-options";

/** Plan options as the address of the plan page carries them. */
export const optionsQuery = ({ hoursPerWeek, limit, pins }: PlanOptions) => ({
  hours: hoursPerWeek,
  limit: limitText(limit),
  pins,
});

export interface EditedPlanOptions {
  /** While the person changes them. */
  options: PlanOptions;
  /** As they last rested: what the plan is requested for. */
  settled: PlanOptions;
  setOptions: (options: PlanOptions) => void;
}

/** The options of a plan: they start from the address, which follows so that it can be shared. */
export function usePlanOptions(role: string, variant: string): EditedPlanOptions {
  const router = useRouter();
  const { hours, pins, limit } = useQueryParams();
  const { draft } = useDraft();
  const [own, setOptions] = useState<PlanOptions | null>(null);
  const first: PlanOptions = { hoursPerWeek: hours ?? draft.hoursPerWeek ?? DEFAULT_HOURS, limit, pins };
  const rested = useSettled(own);
  useHoursMemory(rested?.hoursPerWeek ?? hours);
  useEffect(() => {
    if (rested) router.replace(pages.plan(role, variant, optionsQuery(rested)), { scroll: false });
  }, [rested, role, variant, router]);
  return { options: own ?? first, settled: rested ?? first, setOptions };
}
