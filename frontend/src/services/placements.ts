import { createOnce, forgetCreations } from "@/services/creations";
import { bodyOf, client, versionedBodyOf } from "@/services/http";
import { api } from "@/services/paths";
import { validRatings, isAboutRatings } from "@/services/valid-ratings";
import type { RatingMap } from "@/types/draft";
import {
  isUses,
  type Reply,
  type StoredAnswer,
  type StoredPlacement,
  type StoredReply,
  type Use,
  type Worked,
} from "@/types/placement";

interface PlaceQuery extends Omit<StoredPlacement, "owner" | "corrections"> {
  /** The current ratings, where they differ from those at the start: acceptance would change these. */
  readonly ratingsNow: RatingMap | null;
}

const requestPlacement = ({ answers, ...rest }: PlaceQuery) =>
  bodyOf(client.POST(api.place, { body: { ...rest, answers: answers.filter(isGiven), uses: usesIn(answers) } }));

const isGiven = (reply: StoredReply): reply is StoredAnswer & { reply: Reply } =>
  !isUses(reply) && reply.reply !== null;

function usesIn(replies: readonly StoredReply[]): Record<string, NonNullable<Use>> {
  const said = replies.filter(isUses).flatMap(({ uses }) => Object.entries(uses));
  return Object.fromEntries(said.filter((one): one is [string, NonNullable<Use>] => one[1] !== null));
}

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
export const createPlacement = (body: { role: string; variant: string; worked: Worked | null }) =>
  createOnce(api.placements, body, (header) =>
    versionedBodyOf(client.POST(api.placements, { params: { header }, body })),
  );

/** Add, change or remove one answer of the placement as it was read; 412 when it was changed elsewhere. */
export function answerPlacement(id: string, reply: StoredReply, etag: string) {
  const params = { path: { placement_id: id }, header: { "If-Match": etag } };
  return versionedBodyOf(
    isUses(reply)
      ? client.POST(api.placementUses, { params, body: reply })
      : client.POST(api.placementAnswers, { params, body: reply }),
  );
}

/** Write the placed levels as ratings; `levels` are the person's corrections. */
export async function acceptPlacement(id: string, levels: RatingMap, etag: string) {
  const params = { path: { placement_id: id }, header: { "If-Match": etag } };
  const accepted = await bodyOf(client.POST(api.placementAcceptance, { params, body: { levels } }));
  forgetCreations();
  return accepted;
}
