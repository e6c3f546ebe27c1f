"use client";
import Link from "next/link";
import { useEffect, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import { AccountOnly } from "@/components/account/account-only";
import { ComparisonView } from "@/components/readiness/comparison-view";
import { ChangePanel } from "@/components/roadmap/change-panel";
import type { ItemActions } from "@/components/roadmap/item-card";
import { nextStep } from "@/components/roadmap/item-state";
import { ManageRoadmap } from "@/components/roadmap/manage-roadmap";
import { ArchivedNote, CompletedCard, NewerContentNote, RetiredNote } from "@/components/roadmap/roadmap-notices";
import { RoadmapView } from "@/components/roadmap/roadmap-view";
import { Standing } from "@/components/roadmap/standing";
import { UPDATE_BUTTON, useChanging } from "@/components/roadmap/use-changing";
import { WeekPanel } from "@/components/roadmap/week-panel";
import { Button, ButtonLink } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useComparison } from "@/hooks/use-analyses";
import { useItemProgress, type AgreedUpdate } from "@/hooks/use-item-progress";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRoadmap } from "@/hooks/use-roadmaps";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { PlanItem, Roadmap } from "@/types/model";

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

/** What the page offers beside the steps. */
function Actions({ roadmap, isChanging, onToggle }: { roadmap: Roadmap; isChanging: boolean; onToggle: () => void }) {
  const t = useTranslations();
  const { result, status, retired, analysisId } = roadmap;
  const canUpdate = status !== "archived" && (!retired || retired.nearest?.role.slug === result.role.slug);
  return (
    <div className="flex flex-wrap gap-3">
      {canUpdate ? (
        <Button id={UPDATE_BUTTON} aria-expanded={isChanging} onClick={onToggle}>
          {t("roadmap.changes.title")}
        </Button>
      ) : null}
      <ButtonLink href={pages.analysis(analysisId)}>{t("roadmap.analysis")}</ButtonLink>
      {canUpdate && !retired ? (
        <ButtonLink href={pages.rate(result.role.slug, result.variant)}>{t("roadmap.changeRatings")}</ButtonLink>
      ) : null}
    </div>
  );
}

function TickStatus({ roadmap, agreed }: { roadmap: Roadmap; agreed: AgreedUpdate | null }) {
  const t = useTranslations();
  const { result, progress } = roadmap;
  const ticked = result.items.find((item) => item.id === agreed?.itemId);
  return (
    <p role="status" className="sr-only">
      {ticked
        ? t("roadmap.item.statusChanged", {
            step: t("level.step", { skill: ticked.skill.title, level: ticked.level }),
            status: ticked.status,
            done: progress.done,
            total: progress.total,
            gained: agreed?.gained ?? 0,
          })
        : ""}
    </p>
  );
}

function RoadmapBody({ roadmap, since }: { roadmap: Roadmap; since: string | null }) {
  const { result, status, schedule } = roadmap;
  const isLive = status !== "archived";
  const { tick, error, resend, agreed } = useItemProgress(roadmap.id);
  const { wanted, key, open, close, toggle } = useChanging(roadmap);
  useEffect(() => {
    // The step in the address was not there yet when the browser looked for it.
    const target = window.location.hash.slice(1);
    if (target) document.getElementById(target)?.scrollIntoView();
  }, []);
  const actions: ItemActions | undefined = isLive
    ? {
        onStatus: (item, next) => tick({ itemId: item.id, status: next }),
        onSpend: (item, hoursSpent) => tick({ itemId: item.id, status: item.status, hoursSpent }),
      }
    : undefined;
  return (
    <>
      {isLive ? null : <ArchivedNote roadmap={roadmap} onChange={open} />}
      <RetiredNote roadmap={roadmap} onChange={open} />
      {status === "completed" ? <CompletedCard roadmap={roadmap} onChange={open} /> : null}
      <NewerContentNote roadmap={roadmap} onChange={open} />
      <Standing roadmap={roadmap} agreed={agreed} />
      {status === "active" ? <NextStep items={result.items} /> : null}
      {status === "active" && schedule ? <WeekPanel roadmap={roadmap} schedule={schedule} onReplan={open} /> : null}
      <Actions roadmap={roadmap} isChanging={wanted !== null} onToggle={toggle} />
      {since ? <ChangeSince before={since} after={roadmap.analysisId} /> : null}
      {wanted ? <ChangePanel key={key} roadmap={roadmap} wanted={wanted} onClose={close} /> : null}
      {error ? (
        <div className="sticky top-3 z-10">
          <Failure error={error} onRetry={resend ?? undefined} />
        </div>
      ) : null}
      <TickStatus roadmap={roadmap} agreed={agreed} />
      <RoadmapView plan={result} stored={roadmap} actions={actions} agreed={agreed} />
      {isLive ? <ManageRoadmap roadmap={roadmap} /> : null}
    </>
  );
}

function Loaded({ id, since }: { id: string; since: string | null }) {
  const t = useTranslations();
  const { data, error, refetch } = useRoadmap(id);
  const plan = data?.body.result;
  return (
    <Page
      title={plan ? t("seniority.role", { role: plan.role.title, variant: plan.variantTitle }) : t("titles.roadmap")}
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
