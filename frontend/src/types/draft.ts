/** Ratings as a person gives them: skill slug → level, 0 meaning "none, on purpose". */
export type RatingMap = Readonly<Record<string, number>>;

/** What was typed in this browser without an account. */
export interface Draft {
  readonly ratings: RatingMap;
  /** The account they were typed under, in drafts of earlier versions: they move to the outbox. */
  readonly owner: string | null;
  /** The role last looked at, so that a returning person can continue. */
  readonly role: { readonly slug: string; readonly variant: string } | null;
  readonly hoursPerWeek: number | null;
}

export const EMPTY_DRAFT: Draft = { ratings: {}, owner: null, role: null, hoursPerWeek: null };
