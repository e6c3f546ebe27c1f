import { client, versionedBodyOf } from "@/services/http";
import { api } from "@/services/paths";
import type { RatingMap } from "@/types/draft";

/** The whole profile with the version it was read at. */
export const listRatings = () => versionedBodyOf(client.GET(api.ratings));

/** Change several ratings at once, all or none, on the profile as it was read. */
export const saveRatings = (ratings: RatingMap, etag: string) =>
  versionedBodyOf(client.PATCH(api.ratings, { params: { header: { "If-Match": etag } }, body: { ratings } }));
