"use client";
import { useId } from "react";

import { NumberSlider } from "@/components/ui/number-slider";
import { MOST_BUDGET_HOURS, NO_LIMIT, type Limit } from "@/types/wish";

const kinds: readonly (readonly [Limit["kind"], string])[] = [
  ["none", "No limit"],
  ["budget", "So many hours"],
  ["date", "Until a date"],
  ["readiness", "Up to a readiness"],
];

const meanings: Record<Limit["kind"], string> = {
  none: "Everything the role asks for, in the fewest hours.",
  budget: "The steps that make you as ready as these hours allow.",
  date: "As ready as you can be by that day at your hours a week.",
  readiness: "As few hours as this readiness takes.",
};

/** Where a limit starts when it is chosen. */
export interface LimitStart {
  hours: number;
  until: string;
  points: number;
}

export function startOf(kind: Limit["kind"], { hours, until, points }: LimitStart): Limit {
  if (kind === "budget") return { kind, hours };
  if (kind === "date") return { kind, until };
  if (kind === "readiness") return { kind, points };
  return NO_LIMIT;
}

function DateField({ until, onChange }: { until: string; onChange: (limit: Limit) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block font-semibold">
        Last day
      </label>
      <input
        id={id}
        type="date"
        value={until}
        onChange={(event) => (event.target.value ? onChange({ kind: "date", until: event.target.value }) : undefined)}
        className="field mt-1 max-w-48"
      />
    </div>
  );
}

interface LimitWishProps {
  limit: Limit;
  start: LimitStart;
  /** Hours the whole role takes: how far the slider goes. */
  wholeHours: number;
  onChange: (limit: Limit) => void;
}

export function LimitField({ limit, wholeHours, onChange }: Omit<LimitWishProps, "start">) {
  if (limit.kind === "date") return <DateField until={limit.until} onChange={onChange} />;
  if (limit.kind === "budget") {
    return (
      <NumberSlider
        label="Hours in all"
        min={1}
        max={Math.max(10, Math.ceil(wholeHours / 10) * 10)}
        most={MOST_BUDGET_HOURS}
        value={limit.hours}
        onChange={(hours) => onChange({ kind: "budget", hours })}
      />
    );
  }
  if (limit.kind === "readiness") {
    return (
      <NumberSlider
        label="Readiness to reach"
        min={0}
        max={100}
        value={limit.points}
        onChange={(points) => onChange({ kind: "readiness", points })}
      />
    );
  }
  return null;
}

/** The same in little: for plans beside each other. */
export function LimitSelect({ limit, start, wholeHours, onChange }: LimitWishProps) {
  const id = useId();
  return (
    <div className="grid gap-3">
      <div>
        <label htmlFor={id} className="block font-semibold">
          Limit
        </label>
        <select
          id={id}
          value={limit.kind}
          onChange={(event) => onChange(startOf(event.target.value as Limit["kind"], start))}
          className="field mt-1 max-w-64"
        >
          {kinds.map(([kind, title]) => (
            <option key={kind} value={kind}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <LimitField limit={limit} wholeHours={wholeHours} onChange={onChange} />
    </div>
  );
}

/** How far the plan may go: four ways, and the field of the chosen one. */
export function LimitWish({ limit, start, wholeHours, onChange }: LimitWishProps) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">What is your limit?</legend>
      <div className="mt-2 flex flex-wrap gap-2">
        {kinds.map(([kind, title]) => (
          <label
            key={kind}
            className="relative flex min-h-10 items-center rounded-full border border-edge px-4 hover:border-course has-checked:border-course has-checked:bg-course-tint has-checked:font-semibold has-focus-visible:outline-3 has-focus-visible:outline-course"
          >
            <input
              type="radio"
              name={name}
              checked={limit.kind === kind}
              onChange={() => onChange(startOf(kind, start))}
              className="absolute inset-0 appearance-none focus-visible:outline-none"
            />
            {title}
          </label>
        ))}
      </div>
      <p className="mt-2 text-sm text-soft">{meanings[limit.kind]}</p>
      {limit.kind === "none" ? null : (
        <div className="mt-3">
          <LimitField limit={limit} wholeHours={wholeHours} onChange={onChange} />
        </div>
      )}
    </fieldset>
  );
}
