"use client";
import Link from "next/link";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import { AccountOnly } from "@/components/account/account-only";
import { ComparisonView } from "@/components/readiness/comparison-view";
import { ChangePanel } from "@/components/roadmap/change-panel";
import { nextStep } from "@/components/roadmap/next-step";
import { ProgressLine } from "@/components/roadmap/progress-line";
import { RoadmapView } from "@/components/roadmap/roadmap-view";
import { Button, ButtonLink } from "@/components/ui/button";
import { Failure, Note, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useComparison } from "@/hooks/use-analyses";
import { useItemProgress } from "@/hooks/use-item-progress";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRoadmap } from "@/hooks/use-roadmaps";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { PlanItem, Roadmap } from "@/types/model";

const UPDATE_BUTTON = "update-roadmap";

function BackLink() {
  const t = useTranslations();
  return (
    <Link href={pages.me} prefetch={false} className="link">
      {t("roadmap.back")}
    </Link>
  );
}

/** The next step, without searching the whole roadmap for it. */
function NextStep({ items }: { items: readonly PlanItem[] }) {
  const t = useTranslations();
  const item = nextStep(items);
  if (!item) return null;
  const step = t("level.step", { skill: item.skill.title, level: item.level });
  const link = (text: ReactNode) => (
    <a href={`#item-${item.id}`} className="link font-semibold">
      {text}
    </a>
  );
  return (
    <p className="rounded-xl bg-course-tint px-4 py-3">
      {item.status === "doing"
        ? t.rich("roadmap.next.current", { step, link })
        : t.rich("roadmap.next.next", { step, link })}
    </p>
  );
}

function ChangeSince({ before, after }: { before: string; after: string }) {
  const t = useTranslations();
  const { data, error, refetch } = useComparison(before, after);
  if (data) return <ComparisonView comparison={data} />;
  return error ? (
    <Failure error={error} onRetry={() => void refetch()} />
  ) : (
    <Skeleton rows={1} height="block" label={t("readiness.comparison.loading")} />
  );
}

function RoadmapBody({ roadmap, since }: { roadmap: Roadmap; since: string | null }) {
  const t = useTranslations();
  const { result, progress } = roadmap;
  const isActive = roadmap.status === "active";
  const { tick, error, resend, agreed } = useItemProgress(roadmap.id);
  const { isChanging: isSent, hours, limit, pins } = useQueryParams();
  const [isChanging, setIsChanging] = useState(isSent && isActive);
  const wanted = isSent ? { hoursPerWeek: hours ?? result.hoursPerWeek, limit, pins } : null;
  function leave() {
    setIsChanging(false);
    document.getElementById(UPDATE_BUTTON)?.focus();
  }
  const ticked = result.items.find((item) => item.id === agreed?.itemId);
  return (
    <>
      {isActive ? (
        <>
          <ProgressLine
            progress={progress}
            skipped={result.items.filter(({ status }) => status === "skipped").length}
          />
          <NextStep items={result.items} />
        </>
      ) : (
        <Note>
          {t("roadmap.archived", {
            date: new Date(roadmap.archivedAt ?? roadmap.createdAt),
            done: progress.done,
            total: progress.total,
          })}
        </Note>
      )}
      <div className="flex flex-wrap gap-3">
        {isActive ? (
          <Button id={UPDATE_BUTTON} aria-expanded={isChanging} onClick={() => setIsChanging(!isChanging)}>
            {t("roadmap.changes.title")}
          </Button>
        ) : null}
        <ButtonLink href={pages.analysis(roadmap.analysisId)}>{t("roadmap.analysis")}</ButtonLink>
        {isActive ? (
          <ButtonLink href={pages.rate(result.role.slug, result.variant)}>{t("roadmap.changeRatings")}</ButtonLink>
        ) : null}
      </div>
      {since ? <ChangeSince before={since} after={roadmap.analysisId} /> : null}
      {isChanging ? <ChangePanel roadmap={roadmap} wanted={wanted} onClose={leave} /> : null}
      {error ? (
        <div className="sticky top-3 z-10">
          <Failure error={error} onRetry={resend ?? undefined} />
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {ticked
          ? t("roadmap.item.statusChanged", {
              step: t("level.step", { skill: ticked.skill.title, level: ticked.level }),
              status: ticked.status,
              done: progress.done,
              total: progress.total,
            })
          : ""}
      </p>
      <RoadmapView
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
  const t = useTranslations();
  const { data, error, refetch } = useRoadmap(id);
  const plan = data?.body.result;
  return (
    <Page
      title={plan ? t("seniority.role", { role: plan.role.title, variant: plan.variant }) : t("titles.roadmap")}
      over={<BackLink />}
    >
      {data ? <RoadmapBody key={id} roadmap={data.body} since={since} /> : null}
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton rows={5} height="block" label={t("roadmap.loading")} /> : null}
    </Page>
  );
}

/** A stored roadmap: progress on every step, and how to update it. */
export function RoadmapScreen() {
  const t = useTranslations();
  const { id, since } = useQueryParams();
  const { user } = useSession();
  if (user) return <Loaded key={id} id={id} since={since} />;
  return (
    <Page title={t("titles.roadmap")}>
      <AccountOnly>{null}</AccountOnly>
    </Page>
  );
}
