/** Ratings as a person gives them: skill slug → level, 0 meaning "none, on purpose". */
export type RatingMap = Readonly<Record<string, number>>;

/** How sure a placement was of the levels it wrote: skill slug → probability. */
export type Confidences = Readonly<Record<string, number>>;

/** Those of the confidences whose skill is rated. */
export const ofRated = (placed: Confidences, ratings: RatingMap): Confidences =>
  Object.fromEntries(Object.entries(placed).filter(([slug]) => slug in ratings));

/** The readiness that a placement found, and the range that holds it in `coverage` of cases; what it left open included. */
export interface PlacedReadiness {
  readonly low: number;
  readonly placed: number;
  readonly high: number;
  readonly coverage: number;
}

/** What was typed in this browser without an account. */
export interface Draft {
  readonly ratings: RatingMap;
  /** Those of the ratings that a placement wrote; the others are the person's own. */
  readonly placed: Confidences;
  /** What the last placement found, until a rating is given by hand. */
  readonly found: (PlacedReadiness & { readonly role: string; readonly variant: string }) | null;
  /** The account they were typed under, in drafts of earlier versions: they move to the outbox. */
  readonly owner: string | null;
  /** The role last looked at, so that a returning person can continue. */
  readonly role: { readonly slug: string; readonly variant: string } | null;
  readonly hoursPerWeek: number | null;
}

export const EMPTY_DRAFT: Draft = {
  ratings: {},
  placed: {},
  found: null,
  owner: null,
  role: null,
  hoursPerWeek: null,
};
