"use client";
import { useFormatter } from "use-intl";

import { dateOf, type Span } from "@/types/calendar";

/** Days and spans of days in words, the same in every time zone. */
export function useDays() {
  const format = useFormatter();
  const day = (text: string) => format.dateTime(dateOf(text), "calendarDay");
  const span = ({ start, end }: Span) =>
    start === end ? day(start) : format.dateTimeRange(dateOf(start), dateOf(end), "calendarDay");
  return { day, span };
}
