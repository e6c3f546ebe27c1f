/** Days of the calendar as the API writes them, `2027-03-01`: no time, and no time zone to fall out of. */

const DAY = 86_400_000;

export interface Span {
  start: string;
  end: string;
}

/** A day as a date for formats in UTC, so that it is the same day everywhere. */
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

export const daysFrom = (one: string, other: string): number =>
  Math.round((dateOf(other).getTime() - dateOf(one).getTime()) / DAY);

export const dayAfter = (day: string, count: number): string =>
  new Date(dateOf(day).getTime() + count * DAY).toISOString().slice(0, 10);

/** The Mondays of so many weeks, the given one first. */
export const mondaysFrom = (monday: string, count: number): string[] =>
  Array.from({ length: count }, (_, week) => dayAfter(monday, 7 * week));

/** From the first day of several things to the last; null where none of them has days. */
export function spanOf(parts: readonly { startOn: string | null; endOn: string | null }[]): Span | null {
  const starts = parts.flatMap(({ startOn }) => startOn ?? []).sort();
  const ends = parts.flatMap(({ endOn }) => endOn ?? []).sort();
  const [start, end] = [starts[0], ends.at(-1)];
  return start && end ? { start, end } : null;
}

/** The first days of months after `start` up to `end`, at most about six of them. */
export function monthMarks({ start, end }: Span): string[] {
  const [year = 0, month = 1] = start.split("-").map(Number);
  const marks: string[] = [];
  for (let ahead = 1; ; ahead += 1) {
    const day = new Date(Date.UTC(year, month - 1 + ahead, 1)).toISOString().slice(0, 10);
    if (day > end) break;
    marks.push(day);
  }
  const step = [1, 2, 3, 6, 12, 24].find((size) => marks.length / size <= 6) ?? 60;
  return marks.filter((_, index) => index % step === 0);
}
