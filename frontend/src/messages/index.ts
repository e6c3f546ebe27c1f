/** The words of the app. A second language is a file beside `en.json` and a line in `catalogues`. */
import type { Formats, useTranslations } from "use-intl";

import en from "@/messages/en.json";

const catalogues = { en } as const;

export type Locale = keyof typeof catalogues;

/** The language of the app, of its pages and of what it asks the API for. */
export const locale: Locale = "en";

export const messages = catalogues[locale];

/** How numbers and days are written: `{hours, number, whole}` in a message, `format.number(hours, "whole")` elsewhere. */
export const formats = {
  number: {
    whole: { maximumFractionDigits: 0 },
    tenth: { maximumFractionDigits: 1 },
    signed: { maximumFractionDigits: 1, signDisplay: "exceptZero" },
    share: { style: "percent", maximumFractionDigits: 1 },
  },
  dateTime: {
    day: { dateStyle: "medium" },
    minute: { dateStyle: "medium", timeStyle: "short" },
    /** A day of the calendar, the same in every time zone. */
    calendarDay: { dateStyle: "medium", timeZone: "UTC" },
    shortDay: { day: "numeric", month: "short", timeZone: "UTC" },
    weekday: { weekday: "long", day: "numeric", month: "short", timeZone: "UTC" },
    month: { month: "short", year: "2-digit", timeZone: "UTC" },
  },
} satisfies Formats;

/** What finds the words of a key, for functions outside of components. */
export type Translate = ReturnType<typeof useTranslations<never>>;

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
    Formats: typeof formats;
  }
}
