"use client";
import { useFormatter, useTranslations } from "use-intl";

import { proofText } from "@/components/roadmap/proof";
import { Chevron } from "@/components/ui/facts";
import { rich } from "@/components/ui/rich";
import type { Translate } from "@/messages";
import type { StepRef } from "@/types/model";
import type { Difference, WhatIfView } from "@/types/planning";

function Row({
  name,
  value,
  range,
  difference,
}: {
  name: string;
  value: string;
  range?: string;
  difference?: string | undefined;
}) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr] gap-x-3 border-b border-line py-1.5">
      <dt className="text-soft">{name}</dt>
      <dd className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span>
          <span className="font-semibold">{value}</span>
          {range ? <span className="ml-2 text-sm text-soft">{range}</span> : null}
        </span>
        {difference ? <span className="text-sm font-semibold text-course">{difference}</span> : null}
      </dd>
    </div>
  );
}

/** Differences smaller than this do not show in tenths. */
const NOTHING = 0.05;
const directionOf = (value: number) => (value > 0 ? "more" : "less");

/** "4 weeks less"; nothing where nothing changes. */
function weeksText(t: Translate, weeks: number): string {
  if (weeks === 0) return "";
  return t("roadmap.whatIf.difference.weeks", { direction: directionOf(weeks), weeks: Math.abs(weeks) });
}

function hoursText(t: Translate, hours: number): string {
  if (Math.abs(hours) < NOTHING) return "";
  return t("roadmap.whatIf.difference.hours", { direction: directionOf(hours), hours: Math.abs(hours) });
}

function pointsText(t: Translate, points: number): string {
  return Math.abs(points) < NOTHING ? "" : t("number.signed", { points });
}

/** How many steps are added and removed compared with A. */
function stepsText(t: Translate, added: number, removed: number): string {
  if (removed === 0) return t("roadmap.whatIf.difference.addedOnly", { added });
  if (added === 0) return t("roadmap.whatIf.difference.removedOnly", { removed });
  return t("roadmap.whatIf.difference.both", { added, removed });
}

function StepNames({ title, steps }: { title: string; steps: readonly StepRef[] }) {
  const t = useTranslations();
  const format = useFormatter();
  if (steps.length === 0) return null;
  const names = steps.map(({ skill, level }) => t("level.stepShort", { skill: skill.title, level }));
  return <p>{t.rich("roadmap.whatIf.difference.steps", { title, steps: format.list(names), ...rich })}</p>;
}

function StepsDifference({ difference: { added, dropped } }: { difference: Difference }) {
  const t = useTranslations();
  if (added.length + dropped.length === 0) {
    return <p className="text-sm text-soft">{t("roadmap.whatIf.difference.same")}</p>;
  }
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        {stepsText(t, added.length, dropped.length)}
      </summary>
      <div className="grid gap-1.5 pl-5">
        <StepNames title={t("roadmap.whatIf.difference.added")} steps={added} />
        <StepNames title={t("roadmap.whatIf.difference.removed")} steps={dropped} />
      </div>
    </details>
  );
}

/** What some options lead to, and how that differs from the current plan. */
export function WhatIfFigures({ view, isWide = false }: { view: WhatIfView; isWide?: boolean }) {
  const t = useTranslations();
  const { hours, weeks, readinessNow, readinessThen, items, selection, order, difference } = view;
  if (hours === null || weeks === null || readinessNow === null || readinessThen === null) return null;
  return (
    <div className="grid gap-2">
      <dl className={isWide ? "grid gap-x-8 md:grid-cols-2" : ""}>
        <Row
          name={t("roadmap.whatIf.figures.readiness")}
          value={t("number.points", { points: readinessThen })}
          range={t("roadmap.whatIf.figures.from", { points: readinessNow })}
          difference={difference ? pointsText(t, difference.readinessThen) : undefined}
        />
        <Row
          name={t("roadmap.whatIf.figures.weeks")}
          value={t("number.weeks", { weeks: weeks.typical })}
          range={t("number.range", { low: weeks.low, high: weeks.high })}
          difference={difference ? weeksText(t, difference.weeks) : undefined}
        />
        <Row
          name={t("roadmap.whatIf.figures.hours")}
          value={t("number.hours", { hours: hours.typical })}
          range={t("number.hoursRange", { low: hours.low, high: hours.high })}
          difference={difference ? hoursText(t, difference.hours) : undefined}
        />
        <Row name={t("roadmap.whatIf.figures.steps")} value={String(items ?? 0)} />
      </dl>
      {difference ? <StepsDifference difference={difference} /> : null}
      {selection && order ? <p className="text-sm text-soft">{proofText(t, selection, order)}</p> : null}
    </div>
  );
}
