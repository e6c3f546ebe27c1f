import type { RatingMap } from "@/types/draft";
import type { KeptAnswer, PlacementState } from "@/types/placement";

/** A placement under way, wherever it is kept. */
export interface PlacementRun {
  /** What is found so far and asked next; null before the first answer of the server. */
  state: PlacementState | null;
  isBegun: boolean;
  isLoading: boolean;
  /** Answers given on this screen that nobody has worked with yet. */
  waiting: readonly KeptAnswer[];
  /** Whether an answer is on its way. */
  isBusy: boolean;
  error: Error | null;
  retry: () => void;
  begin: () => void;
  answer: (answer: KeptAnswer) => void;
  corrections: RatingMap;
  correct: (skill: string, level: number | null) => void;
  /** Take the levels over as ratings. */
  accept: (onDone: () => void) => void;
  isAccepting: boolean;
  /** Whether it went on in another window meanwhile; what is shown holds both. */
  wentOnElsewhere: boolean;
  /** Answers that count no longer because the content has changed. */
  setAside: number;
  /** Answers of this browser from before the log-in that could be taken along. */
  fromBefore: { count: number; takeAlong: () => void; forget: () => void } | null;
}
