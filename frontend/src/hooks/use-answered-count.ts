"use client";
import { usePlacements } from "@/hooks/use-account-placement";
import { useSession } from "@/hooks/use-session";
import { useStore } from "@/hooks/use-store";
import * as store from "@/services/placement-store";

/** How many questions of this placement are answered already; 0 where none was started. */
export function useAnsweredCount(role: string, variant: string): number {
  const { user } = useSession();
  const { data } = usePlacements(user !== null);
  const stored = store.storedPlacement(useStore(store.placementStore, store.NO_PLACEMENTS), { role, variant });
  if (!user) return stored?.owner === null ? stored.answers.length : 0;
  const open = data?.items.find((one) => one.status === "open" && one.role.slug === role && one.variant === variant);
  return open?.asked ?? 0;
}
