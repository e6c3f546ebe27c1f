"use client";
import { useSearchParams } from "next/navigation";

import { parseLimit } from "@/types/plan-options";

/** The query in the address, for pages that exist once for many things. */
export function useQueryParams() {
  const search = useSearchParams();
  const pins = search.get("pins");
  const hours = Number(search.get("hours"));
  return {
    slug: search.get("slug") ?? "",
    role: search.get("role") ?? "",
    variant: search.get("variant") ?? "",
    id: search.get("id") ?? "",
    analysis: search.get("analysis"),
    since: search.get("since"),
    before: search.get("before") ?? "",
    after: search.get("after") ?? "",
    next: search.get("next"),
    from: search.get("from") ?? "",
    fromVariant: search.get("fromVariant") ?? "",
    limit: parseLimit(search.get("limit")),
    isChanging: search.has("change"),
    pins: pins ? pins.split(",") : [],
    hours: hours > 0 && hours <= 100 ? hours : null,
  };
}
