/** Days of the calendar as the person lives them: in the time zone of the device, never in Greenwich's. */

/** The day that is so many days after today, as `2027-03-01`; whole days, also where a clock is put forward. */
export function localDay(now: Date, ahead = 0): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, 12);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** What day it is in a time zone, as `2027-03-01`. */
export function dayIn(zone: string, now = new Date()): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  return (["year", "month", "day"] as const).map((name) => parts.find(({ type }) => type === name)?.value).join("-");
}

/** The IANA name of the time zone of the device, for example `America/New_York`; one it does not know counts as UTC. */
export function timeZone(): string {
  const { timeZone: name } = Intl.DateTimeFormat().resolvedOptions();
  return /^Etc\/Unknown$/.test(name) ? "UTC" : name;
}

/** Every time zone to choose from, in the order of their names; the given ones are among them. */
export function timeZones(known: readonly string[]): string[] {
  return [...new Set(["UTC", ...known, ...Intl.supportedValuesOf("timeZone")])].sort();
}
