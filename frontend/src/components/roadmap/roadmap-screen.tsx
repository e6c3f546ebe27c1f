"use client";
import Link from "next/link";
import { useState } from "react";

import { AccountOnly } from "@/components/account/account-only";
import { ComparisonView } from "@/components/readiness/comparison-view";
import { ChangePanel } from "@/components/roadmap/change-panel";
import { nextStep } from "@/components/roadmap/next-step";
import { ProgressLine } from "@/components/roadmap/progress-line";
import { RouteView } from "@/components/roadmap/route-view";
import { statusNames } from "@/components/roadmap/status-choice";
import { Button, ButtonLink } from "@/components/ui/button";
import { date, variantName } from "@/components/ui/format";
import { Failure, Note, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useComparison } from "@/hooks/use-analyses";
import { useItemProgress } from "@/hooks/use-item-progress";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRoadmap } from "@/hooks/use-roadmaps";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { PlanItem, Roadmap } from "@/types/model";

const CHANGE_BUTTON = "things-changed";

function BackLink() {
  return (
    <Link href={pages.me} prefetch={false} className="link">
      My route
    </Link>
  );
}

/** Where to go on, without searching the whole route for it. */
function NextUp({ items }: { items: readonly PlanItem[] }) {
  const item = nextStep(items);
  if (!item) return null;
  return (
    <p className="rounded-xl bg-course-tint px-4 py-3">
      {item.status === "doing" ? "You are at " : "Next: "}
      <a href={`#item-${item.id}`} className="link font-semibold">{`${item.skill.title}, level ${item.level}`}</a>
    </p>
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
  const { tick, error, resend, agreed } = useItemProgress(roadmap.id);
  const { isChanging: isSent, hours, limit, pins } = useQueryParams();
  const [isChanging, setIsChanging] = useState(isSent && isActive);
  const wanted = isSent ? { hoursPerWeek: hours ?? result.hoursPerWeek, limit, pins } : null;
  function leave() {
    setIsChanging(false);
    document.getElementById(CHANGE_BUTTON)?.focus();
  }
  const ticked = result.items.find((item) => item.id === agreed?.itemId);
  return (
    <>
      {isActive ? (
        <>
          <ProgressLine progress={progress} skipped={result.items.filter(({ status }) => status === "skipped").length} />
          <NextUp items={result.items} />
        </>
      ) : (
        <Note>{`Archived on ${date(roadmap.archivedAt ?? roadmap.createdAt)}: it can be read, not changed. ${progress.done} of ${progress.total} steps were done.`}</Note>
      )}
      <div className="flex flex-wrap gap-3">
        {isActive ? (
          <Button id={CHANGE_BUTTON} aria-expanded={isChanging} onClick={() => setIsChanging(!isChanging)}>
            Things changed?
          </Button>
        ) : null}
        <ButtonLink href={pages.analysis(roadmap.analysisId)}>The analysis behind it</ButtonLink>
        {isActive ? <ButtonLink href={pages.rate(result.role.slug, result.variant)}>Change my ratings</ButtonLink> : null}
      </div>
      {since ? <Since before={since} after={roadmap.analysisId} /> : null}
      {isChanging ? <ChangePanel roadmap={roadmap} wanted={wanted} onClose={leave} /> : null}
      {error ? (
        <div className="sticky top-3 z-10">
          <Failure error={error} onRetry={resend ?? undefined} />
        </div>
      ) : null}
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
      over={<BackLink />}
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
