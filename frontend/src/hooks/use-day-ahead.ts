"use client";
import { useState } from "react";

import { localDay } from "@/types/days";

/** The date in so many days, in the time zone of the device; stays the same while the page is open. */
export function useDayAhead(days: number): string {
  const [day] = useState(() => localDay(new Date(), days));
  return day;
}
