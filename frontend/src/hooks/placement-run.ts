import type { RatingMap } from "@/types/draft";
import type { StoredAnswer, PlacementState } from "@/types/placement";

/** A placement in progress, wherever it is stored. */
export interface PlacementRun {
  /** What is found so far and asked next; null before the first answer of the server. */
  state: PlacementState | null;
  isBegun: boolean;
  isLoading: boolean;
  /** Answers given on this screen that have not been processed yet. */
  waiting: readonly StoredAnswer[];
  /** Whether an answer is on its way. */
  isBusy: boolean;
  error: Error | null;
  retry: () => void;
  begin: () => void;
  answer: (answer: StoredAnswer) => void;
  corrections: RatingMap;
  correct: (skill: string, level: number | null) => void;
  /** Take the levels over as ratings. */
  accept: (onDone: () => void) => void;
  isAccepting: boolean;
  /** Whether it went on in another window meanwhile; what is shown holds both. */
  changedElsewhere: boolean;
  /** Answers that count no longer because the content has changed. */
  setAside: number;
  /** Answers of this browser from before the log-in that could be taken along. */
  earlierAnswers: { count: number; include: () => void; forget: () => void } | null;
}
