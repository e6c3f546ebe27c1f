import type { Hours } from "@/types/model";

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const calendar = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

export const points = (value: number) => number.format(value);
export const wholeHours = (value: number) => `${whole.format(value)} h`;
export const typicalHours = (hours: Hours) => wholeHours(hours.typical);
export const hoursRange = (hours: Hours) => `${whole.format(hours.low)}–${whole.format(hours.high)} h`;
export const plainHours = (value: number) => `${number.format(value)} h`;
export const date = (iso: string) => day.format(new Date(iso));
export const dateTime = (iso: string) => minute.format(new Date(iso));
/** A day of the calendar, the same in every time zone. */
export const calendarDay = (iso: string) => calendar.format(new Date(iso));
/** A sentence of the API with its days as the screens write them. */
export const withDays = (text: string) => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, calendarDay);
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const weekRange = (start: number, end: number) => (start === end ? `week ${start}` : `weeks ${start}–${end}`);
export const signed = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : "±"}${number.format(Math.abs(value))}`;
export const count = (n: number, one: string, many = `${one}s`) => `${whole.format(n)} ${n === 1 ? one : many}`;

export const share = (value: number) => `${number.format(100 * value)} %`;

/** "mid" reads better as the word people use. */
export function variantName(variant: string): string {
  return variant === "mid" ? "Mid-level" : capital(variant);
}
