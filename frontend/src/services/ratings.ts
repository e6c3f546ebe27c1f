import { client, versionedBodyOf } from "@/services/http";
import { api } from "@/services/paths";
import type { Confidences, RatingMap } from "@/types/draft";

/** The whole profile with the version it was read at. */
export const listRatings = () => versionedBodyOf(client.GET(api.ratings));

/**
 * Change several ratings at once, all or none, on the profile as it was read.
 *
 * `placed` names those that a placement without an account wrote; the others are the person's own.
 */
export const saveRatings = (ratings: RatingMap, placed: Confidences, etag: string) =>
  versionedBodyOf(client.PATCH(api.ratings, { params: { header: { "If-Match": etag } }, body: { ratings, placed } }));
