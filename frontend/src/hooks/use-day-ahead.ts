"use client";
import { useState } from "react";

const DAY = 86_400_000;

/** The date in so many days, in the time zone of the device; stays the same while the page is open. */
export function useDayAhead(days: number): string {
  const [day] = useState(() => {
    const then = new Date(Date.now() + days * DAY);
    const two = (n: number) => String(n).padStart(2, "0");
    return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
  });
  return day;
}
