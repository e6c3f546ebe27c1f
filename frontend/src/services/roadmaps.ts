import { createOnce, forgetCreations } from "@/services/creations";
import { bodyOf, client, versionedBodyOf } from "@/services/http";
import { api } from "@/services/paths";
import type { components } from "@/types/api.gen";
import { limitFields, replacingLimitFields, type Change, type PlanOptions } from "@/types/plan-options";

type Schemas = components["schemas"];

export const createRoadmap = ({ role, variant, options }: { role: string; variant: string; options: PlanOptions }) => {
  const { hoursPerWeek, pins, limit } = options;
  const body = { role, variant, hoursPerWeek, pins: [...pins], ...limitFields(limit) };
  return createOnce(api.roadmaps, body, (header) => bodyOf(client.POST(api.roadmaps, { params: { header }, body })));
};

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
export async function archiveRoadmap(id: string, etag: string) {
  const params = { path: { roadmap_id: id }, header: { "If-Match": etag } };
  const archived = await versionedBodyOf(client.POST(api.roadmapArchive, { params }));
  forgetCreations();
  return archived;
}

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
export const reanalyse = (id: string, change: Change) => {
  const body = changeRequest(change);
  const path = { roadmap_id: id };
  return createOnce(`${api.reanalysis} ${id}`, body, (header) =>
    bodyOf(client.POST(api.reanalysis, { params: { path, header }, body })),
  );
};
