/** Types of a placement: a few questions instead of a rating of everything. */
import type { components } from "@/types/api.gen";
import type { RatingMap } from "@/types/draft";

type Schemas = components["schemas"];

export type Placement = Schemas["PlacementView"];
export type PlacementSummary = Schemas["PlacementSummaryView"];
export type PlacementState = Schemas["PlacementStateView"];
export type PlacementQuestion = Schemas["QuestionView"];
export type PlacedLevel = Schemas["PlacedLevelView"];
export type GivenAnswer = Schemas["AnswerView"];
export type Reply = GivenAnswer["reply"];
export type Acceptance = Schemas["AcceptanceView"];

/** A reply as this browser stores it; null removes an earlier reply. */
export interface StoredAnswer {
  readonly skill: string;
  readonly level: number;
  readonly reply: Reply | null;
}

/**
 * The part of a placement that this browser stores: without an account all of it, with one the answers that
 * the account does not have yet.
 */
export interface StoredPlacement {
  readonly role: string;
  readonly variant: string;
  /** The account the answers were given under; null without one. */
  readonly owner: string | null;
  /** All chance comes from it, so that equal answers get equal questions. */
  readonly seed: number;
  /** The ratings when it started; a weak hint. */
  readonly ratings: RatingMap;
  readonly answers: readonly StoredAnswer[];
  /** Levels that the person corrected. */
  readonly corrections: RatingMap;
}
