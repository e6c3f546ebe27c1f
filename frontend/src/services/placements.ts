import { bodyOf, client, idempotencyKey, versionedBodyOf } from "@/services/http";
import { api } from "@/services/paths";
import { soundRatings, speaksOfRatings } from "@/services/sound-ratings";
import type { RatingMap } from "@/types/draft";
import type { KeptAnswer, KeptPlacement, Reply } from "@/types/placement";

interface PlaceQuestion extends Omit<KeptPlacement, "owner" | "corrections"> {
  /** What acceptance would change, where it is something else than what was rated at the beginning. */
  readonly ratingsNow: RatingMap | null;
}

const ask = ({ role, variant, seed, ratings, ratingsNow, answers }: PlaceQuestion) =>
  bodyOf(
    client.POST(api.place, {
      body: { role, variant, seed, ratings, ratingsNow, answers: answers.filter(isGiven) },
    }),
  );

const isGiven = (answer: KeptAnswer): answer is KeptAnswer & { reply: Reply } => answer.reply !== null;

/** The next question, and what the answers say so far, for answers that are kept nowhere but here. */
export async function place(question: PlaceQuestion) {
  try {
    return await ask(question);
  } catch (error) {
    if (!speaksOfRatings(error)) throw error;
    const { ratings, ratingsNow } = question;
    return ask({
      ...question,
      ratings: await soundRatings(ratings),
      ratingsNow: ratingsNow && (await soundRatings(ratingsNow)),
    });
  }
}

export const listPlacements = () => bodyOf(client.GET(api.placements, { params: { query: {} } }));

export const getPlacement = (id: string) =>
  versionedBodyOf(client.GET(api.placement, { params: { path: { placement_id: id } } }));

/** Begin one that the account keeps. */
export const createPlacement = (wish: { role: string; variant: string }) =>
  versionedBodyOf(
    client.POST(api.placements, {
      params: { header: { "Idempotency-Key": idempotencyKey() } },
      body: wish,
    }),
  );

/** Give, change or take back one answer of the placement as it was read; 412 when it went on elsewhere. */
export const answerPlacement = (id: string, answer: KeptAnswer, etag: string) =>
  versionedBodyOf(
    client.POST(api.placementAnswers, {
      params: { path: { placement_id: id }, header: { "If-Match": etag } },
      body: answer,
    }),
  );

/** Write the placed levels as ratings; `levels` are what the person says otherwise. */
export const acceptPlacement = (id: string, levels: RatingMap, etag: string) =>
  bodyOf(
    client.POST(api.placementAcceptance, {
      params: { path: { placement_id: id }, header: { "If-Match": etag } },
      body: { levels },
    }),
  );
