"use client";
import { useTranslations } from "use-intl";

import { roundReadiness } from "@/components/placement/readiness-range";
import { isOpen } from "@/components/roadmap/item-state";
import { useDays } from "@/components/ui/use-days";
import { dateOf } from "@/types/calendar";
import type { Plan, Roadmap } from "@/types/model";
import type { ShownReadiness } from "@/types/placed-ratings";

type FigureRows = readonly (readonly [value: string, name: string])[];

function FigureList({ figures }: { figures: FigureRows }) {
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

/** A plan that is not stored yet, in weeks from its start. */
export function PlanFigures({ plan, readiness }: { plan: Plan; readiness?: ShownReadiness | undefined }) {
  const t = useTranslations();
  const { hours, weeks, hoursPerWeek } = plan;
  // The range is of the readiness now; while one of the two is still loading they may differ.
  const range = readiness?.points === plan.readinessNow ? roundReadiness(readiness) : null;
  const isRange = range !== null && range.low !== range.high;
  const [now, then] = [range?.points ?? plan.readinessNow, plan.readinessThen].map((points) =>
    t("number.points", { points }),
  );
  const readinessName = isRange
    ? t("roadmap.figures.readinessRange", { low: range.low, high: range.high })
    : t("roadmap.figures.readiness");
  return (
    <FigureList
      figures={[
        [t("roadmap.changes.fromTo", { before: now ?? "", after: then ?? "" }), readinessName],
        [t("number.hours", { hours: hours.typical }), t("roadmap.figures.hours", { low: hours.low, high: hours.high })],
        [
          t("number.weeks", { weeks: weeks.typical }),
          t("roadmap.figures.weeks", { hours: hoursPerWeek, low: weeks.low, high: weeks.high }),
        ],
        [
          t("roadmap.figures.steps", { count: plan.items.length }),
          t("roadmap.figures.phases", { count: plan.phases.length }),
        ],
      ]}
    />
  );
}

/** A stored roadmap: what is left of it now, and by when. */
export function StoredFigures({ roadmap: { result, schedule } }: { roadmap: Roadmap }) {
  const t = useTranslations();
  const { day } = useDays();
  const left = result.items.reduce((sum, { hoursLeft }) => sum + hoursLeft, 0);
  const open = result.items.filter(isOpen).length;
  const finish = schedule?.finishOn;
  const figures: FigureRows = [
    [t("number.hours", { hours: left }), t("roadmap.figures.left", { hours: result.hours.typical })],
    [t("roadmap.figures.steps", { count: open }), t("roadmap.figures.stepsLeft", { count: result.items.length })],
    ...(finish
      ? ([
          [
            day(finish.typical),
            t("roadmap.figures.finish", {
              hours: schedule.hoursPerWeek,
              early: dateOf(finish.early),
              late: dateOf(finish.late),
            }),
          ],
        ] as const)
      : []),
  ];
  return <FigureList figures={figures} />;
}
