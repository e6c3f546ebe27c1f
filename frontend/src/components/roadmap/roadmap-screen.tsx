"use client";
import { useState } from "react";

import { AccountOnly } from "@/components/account/account-only";
import { ComparisonView } from "@/components/readiness/comparison-view";
import { ReanalysisDialog } from "@/components/roadmap/reanalysis-dialog";
import { RouteView } from "@/components/roadmap/route-view";
import { statusNames } from "@/components/roadmap/status-choice";
import { Button, ButtonLink } from "@/components/ui/button";
import { date, plainHours, variantName } from "@/components/ui/format";
import { Meter } from "@/components/ui/meter";
import { Failure, Note, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useComparison } from "@/hooks/use-analyses";
import { useItemProgress } from "@/hooks/use-item-progress";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRoadmap } from "@/hooks/use-roadmaps";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { Progress, Roadmap } from "@/types/model";

export function ProgressLine({ progress }: { progress: Progress }) {
  const { done, total, hoursDone, hoursTotal } = progress;
  const text = `${done} of ${total} steps done, ${plainHours(hoursDone)} of ${plainHours(hoursTotal)}`;
  return (
    <div className="grid gap-1.5">
      <Meter label={text} value={hoursDone} max={hoursTotal} tone="strong" />
      <p className="text-soft">{text}</p>
    </div>
  );
}

function Since({ before, after }: { before: string; after: string }) {
  const { data, error, refetch } = useComparison(before, after);
  if (data) return <ComparisonView comparison={data} />;
  return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton rows={1} height="block" label="Comparing" />;
}

function RoadmapBody({ roadmap, since }: { roadmap: Roadmap; since: string | null }) {
  const { result, progress } = roadmap;
  const isActive = roadmap.status === "active";
  const { tick, error, agreed } = useItemProgress(roadmap.id);
  const [isAsking, setIsAsking] = useState(false);
  const ticked = result.items.find((item) => item.id === agreed?.itemId);
  return (
    <>
      {isActive ? (
        <ProgressLine progress={progress} />
      ) : (
        <Note>{`Archived on ${date(roadmap.archivedAt ?? roadmap.createdAt)}: it can be read, not changed. ${progress.done} of ${progress.total} steps were done.`}</Note>
      )}
      <div className="flex flex-wrap gap-3">
        {isActive ? <Button onClick={() => setIsAsking(true)}>Analyse again…</Button> : null}
        <ButtonLink href={pages.analysis(roadmap.analysisId)}>The analysis behind it</ButtonLink>
        {isActive ? <ButtonLink href={pages.rate(result.role.slug, result.variant)}>Change my ratings</ButtonLink> : null}
      </div>
      {since ? <Since before={since} after={roadmap.analysisId} /> : null}
      {isAsking ? (
        <ReanalysisDialog roadmapId={roadmap.id} since={roadmap.analysisId} onClose={() => setIsAsking(false)} />
      ) : null}
      {error ? <Failure error={error} /> : null}
      <p role="status" className="sr-only">
        {ticked
          ? `${ticked.skill.title} level ${ticked.level}: ${statusNames[ticked.status]}. ${progress.done} of ${progress.total} steps done.`
          : ""}
      </p>
      <RouteView
        plan={result}
        actions={
          isActive
            ? {
                onStatus: (item, status) => tick({ itemId: item.id, status }),
                onSpend: (item, hoursSpent) => tick({ itemId: item.id, status: item.status, hoursSpent }),
              }
            : undefined
        }
      />
    </>
  );
}

function Loaded({ id, since }: { id: string; since: string | null }) {
  const { data, error, refetch } = useRoadmap(id);
  const plan = data?.body.result;
  return (
    <Page
      title={plan ? `${plan.role.title}, ${variantName(plan.variant).toLowerCase()}` : "Roadmap"}
      over={<ButtonLink href={pages.me}>My route</ButtonLink>}
    >
      {data ? <RoadmapBody key={id} roadmap={data.body} since={since} /> : null}
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton rows={5} height="block" label="Loading your roadmap" /> : null}
    </Page>
  );
}

/** A kept roadmap: progress on every step, and the way to a new analysis. */
export function RoadmapScreen() {
  const { id, since } = useQueryParams();
  const { user } = useSession();
  if (user) return <Loaded key={id} id={id} since={since} />;
  return (
    <Page title="Roadmap">
      <AccountOnly>{null}</AccountOnly>
    </Page>
  );
}
