import { bodyOf, client, idempotencyKey, versionedBodyOf } from "@/services/http";
import { api } from "@/services/paths";
import { validRatings, isAboutRatings } from "@/services/valid-ratings";
import type { RatingMap } from "@/types/draft";
import type { StoredAnswer, StoredPlacement, Reply } from "@/types/placement";

interface PlaceQuery extends Omit<StoredPlacement, "owner" | "corrections"> {
  /** The current ratings, where they differ from those at the start: acceptance would change these. */
  readonly ratingsNow: RatingMap | null;
}

const requestPlacement = ({ role, variant, seed, ratings, ratingsNow, answers }: PlaceQuery) =>
  bodyOf(
    client.POST(api.place, {
      body: { role, variant, seed, ratings, ratingsNow, answers: answers.filter(isGiven) },
    }),
  );

const isGiven = (answer: StoredAnswer): answer is StoredAnswer & { reply: Reply } => answer.reply !== null;

/** The next question and the result so far, for answers that are stored nowhere but here. */
export async function place(request: PlaceQuery) {
  try {
    return await requestPlacement(request);
  } catch (error) {
    if (!isAboutRatings(error)) throw error;
    const { ratings, ratingsNow } = request;
    return requestPlacement({
      ...request,
      ratings: await validRatings(ratings),
      ratingsNow: ratingsNow && (await validRatings(ratingsNow)),
    });
  }
}

export const listPlacements = () => bodyOf(client.GET(api.placements, { params: { query: {} } }));

export const getPlacement = (id: string) =>
  versionedBodyOf(client.GET(api.placement, { params: { path: { placement_id: id } } }));

/** Start one that is stored in the account. */
export const createPlacement = (role: { role: string; variant: string }) =>
  versionedBodyOf(
    client.POST(api.placements, {
      params: { header: { "Idempotency-Key": idempotencyKey() } },
      body: role,
    }),
  );

/** Add, change or remove one answer of the placement as it was read; 412 when it was changed elsewhere. */
export const answerPlacement = (id: string, answer: StoredAnswer, etag: string) =>
  versionedBodyOf(
    client.POST(api.placementAnswers, {
      params: { path: { placement_id: id }, header: { "If-Match": etag } },
      body: answer,
    }),
  );

/** Write the placed levels as ratings; `levels` are the person's corrections. */
export const acceptPlacement = (id: string, levels: RatingMap, etag: string) =>
  bodyOf(
    client.POST(api.placementAcceptance, {
      params: { path: { placement_id: id }, header: { "If-Match": etag } },
      body: { levels },
    }),
  );
