import type { Comparison } from "@/types/model";

export interface Part {
  /** What the change is due to: what the person did, ratings that grew old, other content. */
  cause: "person" | "time" | "content";
  points: number;
  from: number;
  to: number;
}

/** The parts of a change one after the other, each from where the previous one ended; they end at `after`. */
export function partsOf({ before, byPerson, byTime, byContent }: Comparison): Part[] {
  const parts = [
    ["person", byPerson],
    ["time", byTime],
    ["content", byContent],
  ] as const;
  let from = before;
  return parts.map(([cause, points]) => {
    const start = from;
    from = Math.round((from + points) * 10) / 10;
    return { cause, points, from: start, to: from };
  });
}

/** The part of the scale that is drawn: all that happened with some room, never outside 0 to 100. */
export function rangeOf(before: number, parts: readonly Part[]): { low: number; high: number } {
  const all = [before, ...parts.map(({ to }) => to)];
  const room = Math.max(2, (Math.max(...all) - Math.min(...all)) * 0.15);
  return {
    low: Math.max(0, Math.floor(Math.min(...all) - room)),
    high: Math.min(100, Math.ceil(Math.max(...all) + room)),
  };
}
