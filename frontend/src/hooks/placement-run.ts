import type { RatingMap } from "@/types/draft";
import type { PlacementState, StoredReply, Worked } from "@/types/placement";

/** A placement in progress, wherever it is stored. */
export interface PlacementRun {
  /** The result so far and the next question; null before the server has responded. */
  state: PlacementState | null;
  isBegun: boolean;
  isLoading: boolean;
  /** Answers given on this screen that have not been processed yet. */
  waiting: readonly StoredReply[];
  /** Whether an answer is being sent. */
  isBusy: boolean;
  error: Error | null;
  retry: () => void;
  /** Start, with what the person works as where that was said. */
  begin: (worked: Worked | null) => void;
  answer: (answer: StoredReply) => void;
  /** Say again what the person works as; null where that cannot be changed any more. */
  changeWorked: ((worked: Worked | null) => void) | null;
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
  earlierAnswers: { count: number; worked: Worked | null; include: () => void; forget: () => void } | null;
}
