"use client";
import { useState } from "react";

import { storedOptions, type WantedChange } from "@/components/roadmap/change-panel";
import { useQueryParams } from "@/hooks/use-query-params";
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

/** The update that is being made, if one is; opening and closing it moves the focus. */
export function useChanging(roadmap: Roadmap) {
  const sent = useSentChange(roadmap);
  const [wanted, setWanted] = useState(roadmap.status === "archived" ? null : sent);
  const [count, setCount] = useState(0);
  function open({ variant, limit }: { variant?: string; limit?: Limit } = {}) {
    const options = limit ? { ...storedOptions(roadmap), limit } : undefined;
    setWanted({ ...(options ? { options } : {}), ...(variant ? { variant } : {}) });
    setCount(count + 1);
  }
  function close() {
    setWanted(null);
    document.getElementById(UPDATE_BUTTON)?.focus();
  }
  return { wanted, key: count, open, close, toggle: () => (wanted ? setWanted(null) : open()) };
}
