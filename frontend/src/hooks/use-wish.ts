"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

import { DEFAULT_HOURS, useDraft, useHoursMemory } from "@/hooks/use-draft";
import { useSettled } from "@/hooks/use-planning";
import { useQueryParams } from "@/hooks/use-query-params";
import { pages } from "@/services/paths";
import { limitText, type Wish } from "@/types/wish";

/** A wish as the address of the plan page carries it. */
export const wishQuery = ({ hoursPerWeek, limit, pins }: Wish) => ({ hours: hoursPerWeek, limit: limitText(limit), pins });

export interface OwnWish {
  /** As the person moves it. */
  wish: Wish;
  /** As it last rested: what is asked about. */
  settled: Wish;
  setWish: (wish: Wish) => void;
}

/** What the person wishes of a plan: begun by the address, which follows so that it can be shared. */
export function useWish(role: string, variant: string): OwnWish {
  const router = useRouter();
  const { hours, pins, limit } = useQueryParams();
  const { draft } = useDraft();
  const [own, setWish] = useState<Wish | null>(null);
  const first: Wish = { hoursPerWeek: hours ?? draft.hoursPerWeek ?? DEFAULT_HOURS, limit, pins };
  const rested = useSettled(own);
  useHoursMemory(rested?.hoursPerWeek ?? hours);
  useEffect(() => {
    if (rested) router.replace(pages.plan(role, variant, wishQuery(rested)), { scroll: false });
  }, [rested, role, variant, router]);
  return { wish: own ?? first, settled: rested ?? first, setWish };
}
