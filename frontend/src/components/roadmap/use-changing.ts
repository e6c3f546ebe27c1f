"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

import { storedOptions, type WantedChange } from "@/components/roadmap/change-panel";
import { useBegunChange } from "@/hooks/use-kept-change";
import { useQueryParams } from "@/hooks/use-query-params";
import { pages } from "@/services/paths";
import type { Roadmap } from "@/types/model";
import type { Limit } from "@/types/plan-options";

/** The button that opens the update, by its id; the focus returns to it. */
export const UPDATE_BUTTON = "update-roadmap";

/** What is in the address of a page that is opened to update the roadmap. */
function useSentChange({ result }: Roadmap): WantedChange | null {
  const { isChanging, variant, hours, limit, pins } = useQueryParams();
  if (!isChanging) return null;
  const options = { hoursPerWeek: hours ?? result.hoursPerWeek, limit, pins };
  return { options, ...(variant ? { variant } : {}) };
}

/** The address asks for a change once: after a reload what the person has made of it counts. */
function useAddressWithoutChange(id: string, isSent: boolean) {
  const router = useRouter();
  useEffect(() => {
    if (isSent) router.replace(pages.roadmap(id), { scroll: false });
  }, [router, id, isSent]);
}

/**
 * The update that is being made, if one is; opening and closing it moves the focus.
 *
 * One that was left by a reload, or by a session that ended, opens as it was; closing it gives it up.
 */
export function useChanging(roadmap: Roadmap) {
  const sent = useSentChange(roadmap);
  const begun = useBegunChange(roadmap.id);
  const [wanted, setWanted] = useState<WantedChange | null>(() =>
    roadmap.status === "archived" ? null : (sent ?? begun.read()),
  );
  const [count, setCount] = useState(0);
  useAddressWithoutChange(roadmap.id, sent !== null);
  function open({ variant, limit }: { variant?: string; limit?: Limit } = {}) {
    const options = limit ? { ...storedOptions(roadmap), limit } : undefined;
    setWanted({ ...(options ? { options } : {}), ...(variant ? { variant } : {}) });
    setCount(count + 1);
  }
  function giveUp() {
    begun.giveUp();
    setWanted(null);
  }
  function close() {
    giveUp();
    document.getElementById(UPDATE_BUTTON)?.focus();
  }
  return { wanted, key: count, open, close, toggle: () => (wanted ? giveUp() : open()) };
}
