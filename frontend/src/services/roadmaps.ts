import { bodyOf, client, idempotencyKey, versionedBodyOf } from "@/services/http";
import { api } from "@/services/paths";
import type { components } from "@/types/api.gen";
import { limitFields, replacingLimitFields, type Change, type PlanOptions } from "@/types/plan-options";

type Schemas = components["schemas"];

export const createRoadmap = ({ role, variant, options }: { role: string; variant: string; options: PlanOptions }) =>
  bodyOf(
    client.POST(api.roadmaps, {
      params: { header: { "Idempotency-Key": idempotencyKey() } },
      body: {
        role,
        variant,
        hoursPerWeek: options.hoursPerWeek,
        pins: [...options.pins],
        ...limitFields(options.limit),
      },
    }),
  );

export const listRoadmaps = (status: Schemas["RoadmapView"]["status"], cursor?: string | null) =>
  bodyOf(client.GET(api.roadmaps, { params: { query: { status, cursor: cursor ?? null } } }));

export const getRoadmap = (id: string) =>
  versionedBodyOf(client.GET(api.roadmap, { params: { path: { roadmap_id: id } } }));

/** Change when the person studies, or which roadmap is the main one; 412 when it was changed elsewhere meanwhile. */
export const changeRoadmap = (
  id: string,
  { change, etag }: { change: Omit<Schemas["RoadmapChangeRequest"], "shift"> & { shift?: true }; etag: string },
) =>
  versionedBodyOf(
    client.PATCH(api.roadmap, {
      params: { path: { roadmap_id: id }, header: { "If-Match": etag } },
      body: { shift: false, ...change },
    }),
  );

/** Archive a roadmap for good. */
export const archiveRoadmap = (id: string, etag: string) =>
  versionedBodyOf(
    client.POST(api.roadmapArchive, { params: { path: { roadmap_id: id }, header: { "If-Match": etag } } }),
  );

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

function changeRequest({ resetProgress, variant, hoursPerWeek, limit, pins }: Change): Schemas["ReanalysisRequest"] {
  return {
    resetProgress,
    ...(variant === undefined ? {} : { variant }),
    ...(hoursPerWeek === undefined ? {} : { hoursPerWeek }),
    ...(pins === undefined ? {} : { pins: [...pins] }),
    ...(limit === undefined ? {} : replacingLimitFields(limit)),
  };
}

/** What a change would lead to; nothing is saved. */
export const tryChange = (id: string, change: Change, signal: AbortSignal) =>
  bodyOf(client.POST(api.roadmapWhatIf, { params: { path: { roadmap_id: id } }, body: changeRequest(change), signal }));

/** Analyse and plan again; the old roadmap is archived and stays readable. */
export const reanalyse = (id: string, change: Change) =>
  bodyOf(
    client.POST(api.reanalysis, {
      params: { path: { roadmap_id: id }, header: { "Idempotency-Key": idempotencyKey() } },
      body: changeRequest(change),
    }),
  );
