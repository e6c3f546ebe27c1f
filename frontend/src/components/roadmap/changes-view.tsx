"use client";
import { useFormatter, useTranslations } from "use-intl";

import { SlopeChart } from "@/components/roadmap/slope-chart";
import { Chevron } from "@/components/ui/facts";
import { rich } from "@/components/ui/rich";
import type { Translate } from "@/messages";
import type { PlanChange, PlanChanges, PlanFigures, RoadmapWhatIf } from "@/types/planning";

const groups = [
  ["moved", "bg-course-tint text-course"],
  ["added", "bg-strong-tint text-strong"],
  ["dropped", "bg-weak-tint text-weak"],
] as const;

const keyOf = ({ step }: PlanChange) => `${step.skill.slug} ${step.level}`;
const nameOf = (t: Translate, { step }: PlanChange) =>
  t("level.stepShort", { skill: step.skill.title, level: step.level });

function ChangeLine({ change }: { change: PlanChange }) {
  const t = useTranslations();
  return (
    <li className="border-b border-line py-2 last:border-0">
      <span className="font-semibold">{nameOf(t, change)}</span>
      <span className="block text-soft">{change.text}</span>
    </li>
  );
}

interface GroupProps {
  kind: (typeof groups)[number][0];
  look: string;
  items: readonly PlanChange[];
}

function Group({ kind, look, items }: GroupProps) {
  const t = useTranslations();
  const mine = items.filter((change) => change.kind === kind);
  if (mine.length === 0) return null;
  const [first, rest] = [mine.slice(0, 6), mine.slice(6)];
  return (
    <section aria-label={t(`roadmap.changes.groups.${kind}.label`, { count: mine.length })}>
      <h4 className={`inline-block rounded-full px-3 py-0.5 font-sans text-sm font-bold ${look}`}>
        {t(`roadmap.changes.groups.${kind}.title`, { count: mine.length })}
      </h4>
      <ul>
        {first.map((change) => (
          <ChangeLine key={keyOf(change)} change={change} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <details>
          <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
            <Chevron />
            <span>{t.rich(`roadmap.changes.groups.${kind}.more`, { count: rest.length, ...rich })}</span>
          </summary>
          <ul>
            {rest.map((change) => (
              <ChangeLine key={keyOf(change)} change={change} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function Unmoved({ items }: { items: readonly PlanChange[] }) {
  const t = useTranslations();
  const format = useFormatter();
  const kept = items.filter(({ kind }) => kind === "kept");
  if (kept.length === 0) return null;
  return (
    <details>
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        {t("roadmap.changes.kept", { count: kept.length })}
      </summary>
      <p className="text-soft">{format.list(kept.map((change) => nameOf(t, change)))}</p>
    </details>
  );
}

function Figure({ name, before, after }: { name: string; before: string; after: string }) {
  const t = useTranslations();
  return (
    <div className="border-t-2 border-course pt-1.5">
      <dt className="text-soft">{name}</dt>
      <dd className="font-display text-xl font-bold">
        {before === after ? after : t("roadmap.changes.fromTo", { before, after })}
      </dd>
    </div>
  );
}

function Figures({ before, after }: { before: PlanFigures; after: PlanFigures }) {
  const t = useTranslations();
  const { low, high } = after.hours;
  const isLeft = high > 0;
  const hours = ({ typical }: PlanFigures["hours"]) => t("number.hours", { hours: typical });
  const weeks = ({ typical }: PlanFigures["weeks"]) => t("number.weeks", { weeks: typical });
  const points = (readiness: number) => t("number.points", { points: readiness });
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
      <Figure
        name={isLeft ? t("roadmap.changes.figures.hoursRange", { low, high }) : t("roadmap.changes.figures.hours")}
        before={hours(before.hours)}
        after={hours(after.hours)}
      />
      <Figure
        name={
          isLeft
            ? t("roadmap.changes.figures.weeksRange", { low: after.weeks.low, high: after.weeks.high })
            : t("roadmap.changes.figures.weeks")
        }
        before={weeks(before.weeks)}
        after={weeks(after.weeks)}
      />
      <Figure
        name={t("roadmap.changes.figures.readiness")}
        before={points(before.readinessThen)}
        after={points(after.readinessThen)}
      />
    </dl>
  );
}

/** How much of the current order the new one keeps; the sentence above the figures says what that costs. */
function KeptOrder({ keptOrder, kept, moved }: PlanChanges) {
  const t = useTranslations();
  if (kept + moved < 2) return null;
  return <p className="text-sm text-soft">{t("roadmap.changes.keptOrder", { share: keptOrder })}</p>;
}

/** What a change would do to a stored roadmap, before anything is saved. */
export function ChangesView({ preview }: { preview: RoadmapWhatIf }) {
  const t = useTranslations();
  const { changes, before, after } = preview;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <p className="text-lg font-semibold">{changes ? changes.text : t("roadmap.changes.replannedText")}</p>
      <Figures before={before} after={after} />
      {changes ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5 sm:grid-cols-[13rem_minmax(0,1fr)]">
          <SlopeChart changes={changes} />
          <div className="grid content-start gap-4">
            {groups.map(([kind, look]) => (
              <Group key={kind} kind={kind} look={look} items={changes.items} />
            ))}
            <Unmoved items={changes.items} />
            <KeptOrder {...changes} />
          </div>
        </div>
      ) : null}
    </div>
  );
}
