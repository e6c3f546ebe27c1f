"use client";
import { nextStep } from "@/components/roadmap/next-step";
import { ProgressLine } from "@/components/roadmap/progress-line";
import { ButtonLink } from "@/components/ui/button";
import { typicalHours, variantName } from "@/components/ui/format";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useRoadmap } from "@/hooks/use-roadmaps";
import { pages } from "@/services/paths";
import type { RoadmapSummary } from "@/types/model";

function Next({ id }: { id: string }) {
  const { data, error, refetch } = useRoadmap(id);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton rows={1} label="Loading the next step" />;
  const item = nextStep(data.body.result.items);
  if (!item) return <p>Every step is done. Open it and choose “Things changed?” to see where you stand now.</p>;
  return (
    <div className="rounded-xl bg-course-tint p-4">
      <p className="text-sm text-soft">{item.status === "doing" ? "You are at" : "Next"}</p>
      <p className="font-display text-xl font-semibold">{`${item.skill.title}, level ${item.level}`}</p>
      <p>{item.canDo[0]}</p>
      <p className="text-sm text-soft">{typicalHours(item.hours)}</p>
    </div>
  );
}

/** An active roadmap: how far, and what comes next. */
export function ActiveCard({ roadmap }: { roadmap: RoadmapSummary }) {
  return (
    <article className="card grid gap-4 p-5 sm:p-6">
      <h3 className="text-xl">{`${roadmap.role.title}, ${variantName(roadmap.variant).toLowerCase()}`}</h3>
      <ProgressLine progress={roadmap.progress} />
      <Next id={roadmap.id} />
      <div>
        <ButtonLink href={pages.roadmap(roadmap.id)} kind="primary">
          {`Go on with ${roadmap.role.title}`}
        </ButtonLink>
      </div>
    </article>
  );
}
