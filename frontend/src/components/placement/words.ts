import { certaintyOf, type Certainty } from "@/types/placed-ratings";
import type { PlacedLevel, PlacementState, Reply } from "@/types/placement";

export const replies: readonly (readonly [Reply, string, string])[] = [
  ["yes", "Yes", "all of it, today"],
  ["partly", "Partly", "some of it, or with help"],
  ["no", "No", "not yet"],
  ["skip", "Skip", "I cannot say"],
];

export const replyWord = (reply: Reply): string => replies.find(([known]) => known === reply)?.[1] ?? reply;

export const certaintyWords: Record<Certainty, string> = { sure: "sure", likely: "likely", guess: "a guess" };

export interface Range {
  low: number;
  placed: number;
  high: number;
}

/** A range in steps that its own width allows: whole fives where it is wide, never narrower than it is. */
export function honestRange({ low, placed, high }: Range): Range {
  const step = high - low >= 10 ? 5 : 1;
  return {
    low: Math.floor(low / step) * step,
    placed: Math.round(placed / step) * step,
    high: Math.min(100, Math.ceil(high / step) * step),
  };
}

/** What the range says, in words. */
export function rangeWords(range: Range): string {
  const { low, placed, high } = honestRange(range);
  if (high - low >= 70) return "Your readiness is still open.";
  if (high === low) return `Your readiness is ${low} of 100.`;
  return `Your readiness is about ${placed} of 100, most likely between ${low} and ${high}.`;
}

/** A level in words; `names` are those of the scale, level 1 first. */
export function levelWords(level: number, names: ReadonlyMap<number, string>): string {
  if (level === 0) return "Not yet";
  return `${level} ${names.get(level) ?? ""}`.trim();
}

/** The reason of a level without its percentages: how sure it is, the tag beside it says in a word. */
export function reasonWords(because: string): string {
  const said = because.split(/(?<=\.) /).filter((sentence) => sentence !== "" && !sentence.includes("%"));
  return said.length > 0 ? said.join(" ") : "Not asked: it follows from your other answers.";
}

/** How many skills are clear, one way or the other. */
export const clearCount = (levels: readonly PlacedLevel[]) => levels.filter((placed) => certaintyOf(placed) !== "guess").length;

export function finishWords(because: PlacementState["finishedBecause"]): string {
  if (because === "sure-enough") return "That is enough: more questions would hardly change the picture.";
  if (because === "cap") return "That was the last question. Some levels stay guesses; you can put them right below.";
  if (because === "all-asked") return "There is nothing left to ask.";
  return "You stopped early, so more of this is a guess than need be.";
}
