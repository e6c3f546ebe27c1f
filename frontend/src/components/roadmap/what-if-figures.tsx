import { hoursApart, weeksApart } from "@/components/roadmap/wish-words";
import { proofWords } from "@/components/roadmap/proof";
import { Chevron } from "@/components/ui/facts";
import { count, hoursRange, points, signed, typicalHours } from "@/components/ui/format";
import type { StepRef } from "@/types/model";
import type { Difference, WhatIfView } from "@/types/planning";

function Row({ name, value, range, apart }: { name: string; value: string; range?: string; apart?: string | undefined }) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr] gap-x-3 border-b border-line py-1.5">
      <dt className="text-soft">{name}</dt>
      <dd className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span>
          <span className="font-semibold">{value}</span>
          {range ? <span className="ml-2 text-sm text-soft">{range}</span> : null}
        </span>
        {apart ? <span className="text-sm font-semibold text-course">{apart}</span> : null}
      </dd>
    </div>
  );
}

const stepName = ({ skill, level }: StepRef) => `${skill.title} ${level}`;

function StepNames({ title, steps }: { title: string; steps: readonly StepRef[] }) {
  if (steps.length === 0) return null;
  return (
    <p>
      <span className="font-semibold">{`${title}: `}</span>
      {steps.map(stepName).join(", ")}
    </p>
  );
}

function StepsApart({ difference: { added, dropped } }: { difference: Difference }) {
  if (added.length + dropped.length === 0) return <p className="text-sm text-soft">The same steps as A.</p>;
  const parts = [added.length > 0 ? `${added.length} added` : "", dropped.length > 0 ? `${dropped.length} dropped` : ""];
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        {`${parts.filter(Boolean).join(", ")} against A`}
      </summary>
      <div className="grid gap-1.5 pl-5">
        <StepNames title="Added" steps={added} />
        <StepNames title="Dropped" steps={dropped} />
      </div>
    </details>
  );
}

/** What a wish comes to, and how far that is from the present plan. */
export function WhatIfFigures({ view, isWide = false }: { view: WhatIfView; isWide?: boolean }) {
  const { hours, weeks, readinessNow, readinessThen, items, selection, order, difference } = view;
  if (hours === null || weeks === null || readinessNow === null || readinessThen === null) return null;
  return (
    <div className="grid gap-2">
      <dl className={isWide ? "grid gap-x-8 md:grid-cols-2" : ""}>
        <Row
          name="Readiness"
          value={points(readinessThen)}
          range={`from ${points(readinessNow)}`}
          apart={difference && Math.abs(difference.readinessThen) >= 0.05 ? signed(difference.readinessThen) : undefined}
        />
        <Row
          name="Time"
          value={count(weeks.typical, "week")}
          range={`${weeks.low}–${weeks.high}`}
          apart={difference ? weeksApart(difference.weeks) : undefined}
        />
        <Row
          name="Learning"
          value={typicalHours(hours)}
          range={hoursRange(hours)}
          apart={difference ? hoursApart(difference.hours) : undefined}
        />
        <Row name="Steps" value={String(items ?? 0)} />
      </dl>
      {difference ? <StepsApart difference={difference} /> : null}
      {selection && order ? <p className="text-sm text-soft">{proofWords(selection, order)}</p> : null}
    </div>
  );
}
