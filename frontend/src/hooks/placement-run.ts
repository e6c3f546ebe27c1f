import type { RatingMap } from "@/types/draft";
import type { StoredAnswer, PlacementState } from "@/types/placement";

/** A placement in progress, wherever it is stored. */
export interface PlacementRun {
  /** The result so far and the next question; null before the server has responded. */
  state: PlacementState | null;
  isBegun: boolean;
  isLoading: boolean;
  /** Answers given on this screen that have not been processed yet. */
  waiting: readonly StoredAnswer[];
  /** Whether an answer is being sent. */
  isBusy: boolean;
  error: Error | null;
  retry: () => void;
  begin: () => void;
  answer: (answer: StoredAnswer) => void;
  corrections: RatingMap;
  correct: (skill: string, level: number | null) => void;
  /** Save the levels as ratings. */
  accept: (onDone: () => void) => void;
  isAccepting: boolean;
  /** Whether it was continued in another window; what is shown includes both. */
  changedElsewhere: boolean;
  /** Answers that no longer count because the content has changed. */
  setAside: number;
  /** Answers from before the log-in that could be included. */
  earlierAnswers: { count: number; include: () => void; forget: () => void } | null;
}
