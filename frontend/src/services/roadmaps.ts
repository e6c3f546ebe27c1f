import { bodyOf, client, idempotencyKey, versionedBodyOf } from "@/services/http";
import { api } from "@/services/paths";
import type { components } from "@/types/api.gen";

type Schemas = components["schemas"];

export const createRoadmap = (wish: Schemas["RoadmapRequest"]) =>
  bodyOf(
    client.POST(api.roadmaps, {
      params: { header: { "Idempotency-Key": idempotencyKey() } },
      body: wish,
    }),
  );

export const listRoadmaps = (status: "active" | "archived", cursor?: string | null) =>
  bodyOf(client.GET(api.roadmaps, { params: { query: { status, cursor: cursor ?? null } } }));

export const getRoadmap = (id: string) =>
  versionedBodyOf(client.GET(api.roadmap, { params: { path: { roadmap_id: id } } }));

/** Tick one item of the roadmap as it was read; 412 when it was changed elsewhere meanwhile. */
export const changeItem = (
  id: string,
  itemId: string,
  { change, etag }: { change: Schemas["ProgressRequest"]; etag: string },
) =>
  versionedBodyOf(
    client.PATCH(api.roadmapItem, {
      params: { path: { roadmap_id: id, item_id: itemId }, header: { "If-Match": etag } },
      body: change,
    }),
  );

/** Analyse and plan again; the old roadmap is archived and stays readable. */
export const reanalyse = (id: string, { resetProgress }: { resetProgress: boolean }) =>
  bodyOf(
    client.POST(api.reanalysis, {
      params: { path: { roadmap_id: id }, header: { "Idempotency-Key": idempotencyKey() } },
      body: { resetProgress },
    }),
  );
