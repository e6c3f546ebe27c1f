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
export type PlacementChoice = Schemas["PlacementChoiceView"];
export type Use = Schemas["UsesRequest"]["uses"][string];
export type Worked = Schemas["WorkedRequest"];

/** Something answered earlier that is asked again. */
export type Reopened = GivenAnswer | PlacementChoice;

export const isChoice = (one: Reopened): one is PlacementChoice => "options" in one;

/** The choices that were answered or skipped. */
export const answeredChoices = ({ choices }: Pick<PlacementState, "choices">) =>
  choices.filter(({ options }) => options.every(({ use }) => use !== null));

/** A reply as this browser stores it; null removes an earlier reply. */
export interface StoredAnswer {
  readonly skill: string;
  readonly level: number;
  readonly reply: Reply | null;
}

/** A reply to a choice as this browser stores it: every option, and null to take back what was said of it. */
export interface StoredUses {
  readonly uses: Readonly<Record<string, Use>>;
}

export type StoredReply = StoredAnswer | StoredUses;

export const isUses = (reply: StoredReply): reply is StoredUses => "uses" in reply;

/** The same said of every option of a choice. */
export const sayOfAll = ({ options }: PlacementChoice, use: Use): StoredUses["uses"] =>
  Object.fromEntries(options.map(({ skill }) => [skill.slug, use]));

/** What takes an earlier answer back. */
export const removalOf = (one: Reopened): StoredReply =>
  isChoice(one) ? { uses: sayOfAll(one, null) } : { skill: one.skill.slug, level: one.level, reply: null };

/** Whether it removes an earlier reply. */
export const isRemoval = (reply: StoredReply) =>
  isUses(reply) ? Object.values(reply.uses).every((use) => use === null) : reply.reply === null;

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
  /** What the person works as; a weak hint as well. */
  readonly worked: Worked | null;
  readonly answers: readonly StoredReply[];
  /** Levels that the person corrected. */
  readonly corrections: RatingMap;
}
