"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { ItemCard, type ItemActions } from "@/components/roadmap/item-card";
import { ProofBadge } from "@/components/roadmap/proof";
import { TimeRanges } from "@/components/roadmap/time-ranges";
import { Timeline } from "@/components/roadmap/timeline";
import { Empty } from "@/components/ui/notice";
import { rich } from "@/components/ui/rich";
import { weekRange } from "@/components/ui/week-range";
import type { Translate } from "@/messages";
import type { Phase, Plan, PlanItem } from "@/types/model";
import type { LimitView } from "@/types/planning";

function Figures({ plan }: { plan: Plan }) {
  const t = useTranslations();
  const { hours, weeks, hoursPerWeek } = plan;
  const [now, then] = [plan.readinessNow, plan.readinessThen].map((points) => t("number.points", { points }));
  const figures = [
    [t("roadmap.changes.fromTo", { before: now ?? "", after: then ?? "" }), t("roadmap.figures.readiness")],
    [t("number.hours", { hours: hours.typical }), t("roadmap.figures.hours", { low: hours.low, high: hours.high })],
    [
      t("number.weeks", { weeks: weeks.typical }),
      t("roadmap.figures.weeks", { hours: hoursPerWeek, low: weeks.low, high: weeks.high }),
    ],
    [
      t("roadmap.figures.steps", { count: plan.items.length }),
      t("roadmap.figures.phases", { count: plan.phases.length }),
    ],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-4">
      {figures.map(([value, name]) => (
        <div key={name} className="flex flex-col-reverse justify-end border-t-2 border-course pt-2">
          <dt className="text-soft">{name}</dt>
          <dd className="font-display text-2xl font-bold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

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

interface PhaseSectionProps {
  phase: Phase;
  all: ReadonlyMap<string, PlanItem>;
  actions: ItemActions | undefined;
}

function PhaseSection({ phase, all, actions }: PhaseSectionProps) {
  const t = useTranslations();
  const { number, name, hours, startWeek, endWeek, milestone, project, itemIds } = phase;
  return (
    <section id={`phase-${number}`} aria-labelledby={`phase-${number}-title`}>
      <h2 id={`phase-${number}-title`} className="text-2xl">
        {t("roadmap.phase.title", { number, name })}
      </h2>
      <p className="text-soft">
        {t("roadmap.phase.detail", {
          weeks: weekRange(t, startWeek, endWeek),
          hours: hours.typical,
          low: hours.low,
          high: hours.high,
        })}
      </p>
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
          return item ? <ItemCard key={id} item={item} all={all} actions={actions} /> : null;
        })}
      </ol>
    </section>
  );
}

interface RoadmapViewProps {
  plan: Plan;
  actions?: ItemActions | undefined;
  /** A newer one is being loaded. */
  isOld?: boolean;
  /** What is shown between the figures and the steps. */
  more?: ReactNode;
}

/** A whole roadmap: figures with their proof, timeline, and the steps phase by phase. */
export function RoadmapView({ plan, actions, isOld = false, more }: RoadmapViewProps) {
  const t = useTranslations();
  const all = new Map(plan.items.map((item) => [item.id, item]));
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
        <Figures plan={plan} />
        {plan.limit ? <p className="font-semibold">{limitText(t, plan.limit)}</p> : null}
        <ProofBadge selection={plan.selection} order={plan.order} limit={plan.limit} />
        <TimeRanges hours={plan.hours} weeks={plan.weeks} />
        <p className="max-w-prose text-sm text-soft">{plan.hoursNote}</p>
      </div>
      {more}
      <section aria-labelledby="timeline">
        <h2 id="timeline" className="mb-3 text-2xl">
          {t("roadmap.timeline.title")}
        </h2>
        <Timeline phases={plan.phases} />
      </section>
      {plan.phases.map((phase) => (
        <PhaseSection key={phase.number} phase={phase} all={all} actions={actions} />
      ))}
    </>
  );
}
