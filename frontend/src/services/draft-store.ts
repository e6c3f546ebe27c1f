import { browserStore } from "@/services/browser-store";
import { EMPTY_DRAFT, type Draft, type RatingMap } from "@/types/draft";
import { followRatings, followSlug, storedRatings, type FormerSlugs } from "@/types/former-slugs";

const TOP_LEVEL = 5;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseRatings(raw: unknown): RatingMap {
  if (!isRecord(raw)) return {};
  const stored: Record<string, number> = {};
  for (const [slug, level] of Object.entries(raw)) {
    if (typeof level === "number" && Number.isInteger(level) && level >= 0 && level <= TOP_LEVEL) {
      stored[slug] = level;
    }
  }
  return stored;
}

/** Read a draft, leaving out whatever is not valid. */
export function parseDraft(raw: unknown): Draft {
  if (!isRecord(raw)) return EMPTY_DRAFT;
  const { owner, role, hoursPerWeek } = raw;
  return {
    ratings: parseRatings(raw.ratings),
    owner: typeof owner === "string" ? owner : null,
    role:
      isRecord(role) && typeof role.slug === "string" && typeof role.variant === "string"
        ? { slug: role.slug, variant: role.variant }
        : null,
    hoursPerWeek: typeof hoursPerWeek === "number" && hoursPerWeek > 0 ? hoursPerWeek : null,
  };
}

export const draftStore = browserStore<Draft>("career.draft", EMPTY_DRAFT, parseDraft);

/** Store a rating of a person without an account. */
export function storeRating(slug: string, level: number): void {
  storeRatings({ [slug]: level });
}

/** Store several ratings at once. */
export function storeRatings(ratings: RatingMap): void {
  const draft = draftStore.get();
  draftStore.set({ ...draft, ratings: { ...draft.ratings, ...ratings } });
}

/** Bring what is stored under the slugs of today; ratings that were set aside stay under their own. */
export function followDraft(skills: FormerSlugs, roles: FormerSlugs): void {
  const draft = draftStore.get();
  const ratings = storedRatings(followRatings(draft.ratings, skills));
  const role = draft.role && { ...draft.role, slug: followSlug(draft.role.slug, roles) };
  const next = { ...draft, ratings, role };
  if (JSON.stringify(next) !== JSON.stringify(draft)) draftStore.set(next);
}

/** Replace a rating that was set aside by one of each of its parts; nothing where it is only removed. */
export function confirmSetAside(slug: string, parts: RatingMap): void {
  const draft = draftStore.get();
  const others = Object.entries(draft.ratings).filter(([one]) => one !== slug);
  draftStore.set({ ...draft, ratings: { ...Object.fromEntries(others), ...parts } });
}

/** Remove ratings that are in the outbox or the account now; one that was changed in between stays. */
export function forgetRatings(saved: RatingMap): void {
  const draft = draftStore.get();
  const left = Object.entries(draft.ratings).filter(([slug, level]) => saved[slug] !== level);
  if (left.length < Object.keys(draft.ratings).length) draftStore.set({ ...draft, ratings: Object.fromEntries(left) });
}

/** Remember which role a person is looking at. */
export function rememberRole(slug: string, variant: string): void {
  const draft = draftStore.get();
  if (draft.role?.slug === slug && draft.role.variant === variant) return;
  draftStore.set({ ...draft, role: { slug, variant } });
}

/** Remember the hours a week a person has. */
export function rememberHours(hoursPerWeek: number): void {
  const draft = draftStore.get();
  if (draft.hoursPerWeek !== hoursPerWeek) draftStore.set({ ...draft, hoursPerWeek });
}
