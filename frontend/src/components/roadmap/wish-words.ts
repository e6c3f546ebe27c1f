import { calendarDay, count, plainHours, points, withDays } from "@/components/ui/format";
import type { Choice } from "@/types/model";
import type { Nearest } from "@/types/planning";
import { limitText, type Limit, type Wish } from "@/types/wish";

export function limitWords(limit: Limit): string {
  if (limit.kind === "budget") return `within ${plainHours(limit.hours)}`;
  if (limit.kind === "date") return `until ${calendarDay(limit.until)}`;
  if (limit.kind === "readiness") return `up to readiness ${points(limit.points)}`;
  return "no limit";
}

/** The titles of pinned skills; a slug where the choice is not known. */
export function pinWords(pins: readonly string[], choices: readonly Choice[]): string[] {
  const titles = new Map(choices.flatMap(({ chosen, others }) => [...chosen, ...others].map(({ slug, title }) => [slug, title])));
  return pins.map((pin) => titles.get(pin) ?? pin);
}

const parameters: Record<string, string> = {
  untilDate: "the last day",
  budgetHours: "the hours in all",
  targetReadiness: "the readiness",
  hoursPerWeek: "the hours a week",
};

/** What the API says to those who write requests, in the words of the screen. */
export const inTitles = (text: string, choices: readonly Choice[]) =>
  withDays(text).replace(/`([^`]+)`/g, (_, word: string) => parameters[word] ?? pinWords([word], choices)[0] ?? word);

/** What is other about a wish than about the base: "12 h a week, until 1 Mar 2027". */
export function wishName(wish: Wish, base: Wish, choices: readonly Choice[]): string {
  const parts: string[] = [];
  if (wish.hoursPerWeek !== base.hoursPerWeek) parts.push(`${plainHours(wish.hoursPerWeek)} a week`);
  if (limitText(wish.limit) !== limitText(base.limit)) parts.push(limitWords(wish.limit));
  const other = wish.pins.filter((pin) => !base.pins.includes(pin));
  const gone = base.pins.filter((pin) => !wish.pins.includes(pin));
  if (other.length > 0) parts.push(`with ${pinWords(other, choices).join(" and ")}`);
  else if (gone.length > 0) parts.push(`not bound to ${pinWords(gone, choices).join(" and ")}`);
  return parts.join(", ") || "the same wish";
}

/** The button that takes the nearest possible wish. */
export function nearestWords(nearest: Nearest, choices: readonly Choice[]): string {
  const { targetReadiness, budgetHours, untilDate, hoursPerWeek, pins } = nearest;
  if (typeof targetReadiness === "number") return `Aim for readiness ${points(targetReadiness)}`;
  if (typeof untilDate === "string") return `Plan until ${calendarDay(untilDate)}`;
  if (typeof budgetHours === "number") return `Plan with ${plainHours(budgetHours)}`;
  if (typeof hoursPerWeek === "number") return `Learn ${plainHours(hoursPerWeek)} a week`;
  if (Array.isArray(pins)) {
    return pins.length > 0 ? `Choose ${pinWords(pins, choices).join(" and ")}` : "Leave the choice open";
  }
  return "Take the nearest possible wish";
}

const sign = (value: number, text: string) => (value > 0 ? `${text} more` : `${text} less`);

/** "4 weeks less"; nothing where nothing changes. */
export const weeksApart = (weeks: number) => (weeks === 0 ? "" : sign(weeks, count(Math.abs(weeks), "week")));
export const hoursApart = (hours: number) => (Math.abs(hours) < 0.05 ? "" : sign(hours, plainHours(Math.abs(hours))));
