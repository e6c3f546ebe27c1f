import type { ReactNode } from "react";

import { ItemCard, type ItemActions } from "@/components/roadmap/item-card";
import { ProofBadge } from "@/components/roadmap/proof";
import { RangeNote } from "@/components/roadmap/ranges";
import { Timeline } from "@/components/roadmap/timeline";
import { count, hoursRange, plainHours, points, typicalHours, weekRange, withDays } from "@/components/ui/format";
import { Empty } from "@/components/ui/notice";
import type { Plan } from "@/types/model";
import type { LimitView } from "@/types/planning";

function Figures({ plan }: { plan: Plan }) {
  const figures = [
    [`${points(plan.readinessNow)} → ${points(plan.readinessThen)}`, "readiness now and then", ""],
    [typicalHours(plan.hours), "of learning", hoursRange(plan.hours)],
    [count(plan.weeks.typical, "week"), `at ${plainHours(plan.hoursPerWeek)} a week`, `${plan.weeks.low}–${plan.weeks.high}`],
    [count(plan.items.length, "step"), `in ${count(plan.phases.length, "phase")}`, ""],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-4">
      {figures.map(([value, name, range]) => (
        <div key={name} className="flex flex-col-reverse justify-end border-t-2 border-course pt-2">
          <dt className="text-soft">{range ? `${name} (${range})` : name}</dt>
          <dd className="font-display text-2xl font-bold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function NothingToLearn({ limit }: { limit: LimitView | null }) {
  if (limit?.kind === "readiness") {
    return (
      <Empty title="You are there already">
        <p>This readiness takes nothing more. Aim higher, or take the limit away to see the whole way.</p>
      </Empty>
    );
  }
  if (limit) {
    return (
      <Empty title="No step fits into this limit">
        <p>{`${withDays(limit.text)} Allow more hours or a later day to get further.`}</p>
      </Empty>
    );
  }
  return (
    <Empty title="Nothing is left to learn">
      <p>You meet every target of this role. If that surprises you, look at your ratings again.</p>
    </Empty>
  );
}

interface RouteViewProps {
  plan: Plan;
  actions?: ItemActions | undefined;
  /** A newer one is on its way. */
  isOld?: boolean;
  /** What stands between the figures and the route. */
  more?: ReactNode;
}

/** A whole roadmap: figures with their proof, timeline, and the route phase by phase. */
export function RouteView({ plan, actions, isOld = false, more }: RouteViewProps) {
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
        {plan.limit ? <p className="font-semibold">{withDays(plan.limit.text)}</p> : null}
        <ProofBadge selection={plan.selection} order={plan.order} limit={plan.limit} />
        <RangeNote hours={plan.hours} weeks={plan.weeks} />
      </div>
      {more}
      <section aria-labelledby="timeline">
        <h2 id="timeline" className="mb-3 text-2xl">
          Timeline
        </h2>
        <Timeline phases={plan.phases} />
      </section>
      {plan.phases.map((phase) => (
        <section key={phase.number} id={`phase-${phase.number}`} aria-labelledby={`phase-${phase.number}-title`}>
          <h2 id={`phase-${phase.number}-title`} className="text-2xl">
            {`${phase.number}. ${phase.name}`}
          </h2>
          <p className="text-soft">{`${weekRange(phase.startWeek, phase.endWeek)}, ${typicalHours(phase.hours)} (${hoursRange(phase.hours)})`}</p>
          <p className="mt-1 mb-4 max-w-prose">
            <span className="font-semibold">Milestone: </span>
            {phase.milestone.text}
          </p>
          <ol className="ml-3">
            {phase.itemIds.map((id) => {
              const item = all.get(id);
              return item ? <ItemCard key={id} item={item} all={all} actions={actions} /> : null;
            })}
          </ol>
        </section>
      ))}
    </>
  );
}
