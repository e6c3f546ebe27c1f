import { browserStore } from "@/services/browser-store";
import { EMPTY_DRAFT, ofRated, type Confidences, type Draft, type RatingMap } from "@/types/draft";
import { followPlaced, followRatings, followSlug, storedRatings, type FormerSlugs } from "@/types/former-slugs";

const TOP_LEVEL = 5;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The entries of a stored map whose values are valid. */
function parseNumbers(raw: unknown, isValid: (value: number) => boolean): Readonly<Record<string, number>> {
  if (!isRecord(raw)) return {};
  const stored: Record<string, number> = {};
  for (const [slug, value] of Object.entries(raw)) {
    if (typeof value === "number" && isValid(value)) stored[slug] = value;
  }
  return stored;
}

const isLevel = (level: number) => Number.isInteger(level) && level >= 0 && level <= TOP_LEVEL;
const isConfidence = (confidence: number) => confidence > 0 && confidence <= 1;

function parseFound(raw: unknown): Draft["found"] {
  if (!isRecord(raw) || typeof raw.role !== "string" || typeof raw.variant !== "string") return null;
  const { role, variant } = raw;
  const { low, placed, high, coverage } = parseNumbers(raw, (value) => value >= 0 && value <= 100);
  if (low === undefined || placed === undefined || high === undefined || coverage === undefined) return null;
  return { role, variant, low, placed, high, coverage };
}

/** Read a draft, leaving out whatever is not valid. */
export function parseDraft(raw: unknown): Draft {
  if (!isRecord(raw)) return EMPTY_DRAFT;
  const { owner, role, hoursPerWeek } = raw;
  const ratings = parseNumbers(raw.ratings, isLevel);
  return {
    ratings,
    placed: ofRated(parseNumbers(raw.placed, isConfidence), ratings),
    found: parseFound(raw.found),
    owner: typeof owner === "string" ? owner : null,
    role:
      isRecord(role) && typeof role.slug === "string" && typeof role.variant === "string"
        ? { slug: role.slug, variant: role.variant }
        : null,
    hoursPerWeek: typeof hoursPerWeek === "number" && hoursPerWeek > 0 ? hoursPerWeek : null,
  };
}

export const draftStore = browserStore<Draft>("career.draft", EMPTY_DRAFT, parseDraft);

const without = (map: RatingMap, gone: object): RatingMap =>
  Object.fromEntries(Object.entries(map).filter(([slug]) => !(slug in gone)));

/** Store a rating of a person without an account, given by hand: it replaces what was placed. */
export function storeRating(slug: string, level: number): void {
  const draft = draftStore.get();
  const given = { [slug]: level };
  draftStore.set({
    ...draft,
    ratings: { ...draft.ratings, ...given },
    placed: without(draft.placed, given),
    found: null,
  });
}

/** Store the ratings of an accepted placement; those without a confidence are the person's own corrections. */
export function storePlacement(ratings: RatingMap, placed: Confidences, found: Draft["found"]): void {
  const draft = draftStore.get();
  draftStore.set({
    ...draft,
    ratings: { ...draft.ratings, ...ratings },
    placed: { ...without(draft.placed, ratings), ...placed },
    found,
  });
}

/** Bring what is stored under the slugs of today; ratings that were set aside stay under their own. */
export function followDraft(skills: FormerSlugs, roles: FormerSlugs): void {
  const draft = draftStore.get();
  const ratings = storedRatings(followRatings(draft.ratings, skills));
  const placed = followPlaced(draft, ratings, skills);
  const role = draft.role && { ...draft.role, slug: followSlug(draft.role.slug, roles) };
  const found = draft.found && { ...draft.found, role: followSlug(draft.found.role, roles) };
  const next = { ...draft, ratings, placed, role, found };
  if (JSON.stringify(next) !== JSON.stringify(draft)) draftStore.set(next);
}

/** Replace a rating that was set aside by one of each of its parts; nothing where it is only removed. */
export function confirmSetAside(slug: string, parts: RatingMap): void {
  const draft = draftStore.get();
  const gone = { ...parts, [slug]: 0 };
  const ratings = { ...without(draft.ratings, { [slug]: 0 }), ...parts };
  draftStore.set({ ...draft, ratings, placed: without(draft.placed, gone), found: null });
}

/** Remove ratings that are in the outbox or the account now; one that was changed in between stays. */
export function forgetRatings(saved: RatingMap): void {
  const draft = draftStore.get();
  const left = Object.entries(draft.ratings).filter(([slug, level]) => saved[slug] !== level);
  if (left.length === Object.keys(draft.ratings).length) return;
  const ratings = Object.fromEntries(left);
  draftStore.set({ ...draft, ratings, placed: ofRated(draft.placed, ratings), found: null });
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
