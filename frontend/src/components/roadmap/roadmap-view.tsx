"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { datedBars, DatedTimeline } from "@/components/roadmap/dated-timeline";
import { ItemCard, type ItemActions, type ItemCardProps } from "@/components/roadmap/item-card";
import { isOpen } from "@/components/roadmap/item-state";
import { ProofBadge } from "@/components/roadmap/proof";
import { PlanFigures, StoredFigures } from "@/components/roadmap/roadmap-figures";
import { TimeRanges } from "@/components/roadmap/time-ranges";
import { Timeline } from "@/components/roadmap/timeline";
import { Empty } from "@/components/ui/notice";
import { rich } from "@/components/ui/rich";
import { useDays } from "@/components/ui/use-days";
import { weekRange } from "@/components/ui/week-range";
import type { AgreedUpdate } from "@/hooks/use-item-progress";
import type { Translate } from "@/messages";
import { spanOf } from "@/types/calendar";
import type { Phase, Plan, PlanItem, Roadmap } from "@/types/model";
import type { ShownReadiness } from "@/types/placed-ratings";
import type { LimitView } from "@/types/planning";

/** What a limit means for the plan. */
function limitText(t: Translate, { kind, hours, untilDate, readiness }: LimitView): string {
  if (kind === "readiness") return t("roadmap.limit.readiness", { points: readiness ?? 0 });
  if (kind === "budget") return t("roadmap.limit.budget", { hours: hours ?? 0 });
  return t("roadmap.limit.date", { date: new Date(untilDate ?? 0), hours: hours ?? 0 });
}

function NothingToLearn({ limit }: { limit: LimitView | null }) {
  const t = useTranslations();
  if (limit?.kind === "readiness") {
    return (
      <Empty title={t("roadmap.nothing.reached.title")}>
        <p>{t("roadmap.nothing.reached.text")}</p>
      </Empty>
    );
  }
  if (limit) {
    return (
      <Empty title={t("roadmap.nothing.limit.title")}>
        <p>{t("roadmap.nothing.limit.text", { kind: limit.kind, hours: limit.hours ?? 0 })}</p>
      </Empty>
    );
  }
  return (
    <Empty title={t("roadmap.nothing.done.title")}>
      <p>{t("roadmap.nothing.done.text")}</p>
    </Empty>
  );
}

/** When a phase is worked on, and how much of it is left; in weeks where the plan has no dates yet. */
function usePhaseText({ hours, startWeek, endWeek, itemIds }: Phase, all: ReadonlyMap<string, PlanItem>) {
  const t = useTranslations();
  const { span } = useDays();
  const range = { hours: hours.typical, low: hours.low, high: hours.high };
  return (isStored: boolean): string => {
    if (!isStored) return t("roadmap.phase.detail", { weeks: weekRange(t, startWeek, endWeek), ...range });
    const items = itemIds.flatMap((id) => all.get(id) ?? []);
    const days = spanOf(items);
    const left = items.reduce((sum, { hoursLeft }) => sum + hoursLeft, 0);
    if (!items.some(isOpen)) return t("roadmap.phase.done", { hours: hours.typical });
    return days
      ? t("roadmap.phase.dated", { dates: span(days), left, hours: hours.typical })
      : t("roadmap.phase.undated", { left, hours: hours.typical });
  };
}

interface PhaseSectionProps {
  phase: Phase;
  all: ReadonlyMap<string, PlanItem>;
  itemProps: Omit<ItemCardProps, "item" | "all">;
}

function PhaseSection({ phase, all, itemProps }: PhaseSectionProps) {
  const t = useTranslations();
  const { number, name, milestone, project, itemIds } = phase;
  const detail = usePhaseText(phase, all);
  return (
    <section id={`phase-${number}`} aria-labelledby={`phase-${number}-title`}>
      <h2 id={`phase-${number}-title`} className="text-2xl">
        {t("roadmap.phase.title", { number, name })}
      </h2>
      <p className="text-soft">{detail(itemProps.isStored)}</p>
      <p className="mt-1 mb-4 max-w-prose">{t.rich("roadmap.milestone", { text: milestone.text, ...rich })}</p>
      {project ? (
        <details className="card mb-4 max-w-prose p-4">
          <summary className="font-semibold">{t("roadmap.project.title", { title: project.title })}</summary>
          <p className="mt-2">{project.brief}</p>
          <p className="mt-2 text-soft">{t("roadmap.project.deliverable", { text: project.deliverable })}</p>
        </details>
      ) : null}
      <ol className="ml-3">
        {itemIds.map((id) => {
          const item = all.get(id);
          return item ? <ItemCard key={id} item={item} all={all} {...itemProps} /> : null;
        })}
      </ol>
    </section>
  );
}

interface RoadmapViewProps {
  plan: Plan;
  /** Readiness with its range, where the plan is not stored yet. */
  readiness?: ShownReadiness | undefined;
  /** The stored roadmap that has this plan, where there is one: with its progress and its dates. */
  stored?: Roadmap;
  actions?: ItemActions | undefined;
  agreed?: AgreedUpdate | null;
  /** A newer one is being loaded. */
  isOld?: boolean;
  /** What is shown between the figures and the steps. */
  more?: ReactNode;
}

/** A whole roadmap: figures with their proof, timeline, and the steps phase by phase. */
export function RoadmapView({
  plan,
  readiness,
  stored,
  actions,
  agreed = null,
  isOld = false,
  more,
}: RoadmapViewProps) {
  const t = useTranslations();
  const all = new Map(plan.items.map((item) => [item.id, item]));
  const bars = stored ? datedBars(plan) : [];
  const itemProps = { isStored: stored !== undefined, actions, agreed };
  if (plan.items.length === 0) {
    return (
      <>
        <NothingToLearn limit={plan.limit} />
        {plan.limit ? more : null}
      </>
    );
  }
  return (
    <>
      <div aria-busy={isOld} className={`grid gap-5 ${isOld ? "opacity-60" : ""}`}>
        {stored ? <StoredFigures roadmap={stored} /> : <PlanFigures plan={plan} readiness={readiness} />}
        {plan.limit ? <p className="font-semibold">{limitText(t, plan.limit)}</p> : null}
        <ProofBadge selection={plan.selection} order={plan.order} limit={plan.limit} />
        {stored ? null : <TimeRanges hours={plan.hours} weeks={plan.weeks} />}
        {stored ? null : <p className="max-w-prose text-sm text-soft">{plan.hoursNote}</p>}
      </div>
      {more}
      {stored && bars.length === 0 ? null : (
        <section aria-labelledby="timeline">
          <h2 id="timeline" className="mb-3 text-2xl">
            {t("roadmap.timeline.title")}
          </h2>
          {stored?.schedule ? (
            <DatedTimeline bars={bars} today={stored.schedule.today} />
          ) : (
            <Timeline phases={plan.phases} />
          )}
        </section>
      )}
      {plan.phases.map((phase) => (
        <PhaseSection key={phase.number} phase={phase} all={all} itemProps={itemProps} />
      ))}
    </>
  );
}
