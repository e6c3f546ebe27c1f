"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";

import { NumberSlider } from "@/components/ui/number-slider";
import { useDayAhead } from "@/hooks/use-day-ahead";
import { MAX_BUDGET_HOURS, NO_LIMIT, type Limit } from "@/types/plan-options";

const kinds: readonly Limit["kind"][] = ["none", "budget", "date", "readiness"];

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
  const t = useTranslations();
  const id = useId();
  const tomorrow = useDayAhead(1);
  return (
    <div>
      <label htmlFor={id} className="block font-semibold">
        {t("roadmap.options.limit.date.field")}
      </label>
      <input
        id={id}
        type="date"
        min={tomorrow}
        value={until}
        onChange={(event) => (event.target.value ? onChange({ kind: "date", until: event.target.value }) : undefined)}
        className="field mt-1 max-w-48"
      />
    </div>
  );
}

interface LimitProps {
  limit: Limit;
  start: LimitStart;
  /** Hours the whole role takes: how far the slider goes. */
  wholeHours: number;
  onChange: (limit: Limit) => void;
}

export function LimitField({ limit, wholeHours, onChange }: Omit<LimitProps, "start">) {
  const t = useTranslations();
  if (limit.kind === "date") return <DateField until={limit.until} onChange={onChange} />;
  if (limit.kind === "budget") {
    return (
      <NumberSlider
        label={t("roadmap.options.limit.budget.field")}
        min={1}
        max={Math.max(10, Math.ceil(wholeHours / 10) * 10)}
        most={MAX_BUDGET_HOURS}
        value={limit.hours}
        onChange={(hours) => onChange({ kind: "budget", hours })}
      />
    );
  }
  if (limit.kind === "readiness") {
    return (
      <NumberSlider
        label={t("roadmap.options.limit.readiness.field")}
        min={0}
        max={100}
        value={limit.points}
        onChange={(points) => onChange({ kind: "readiness", points })}
      />
    );
  }
  return null;
}

/** A limit in little space: for plans beside each other. */
export function LimitSelect({ limit, start, wholeHours, onChange }: LimitProps) {
  const t = useTranslations();
  const id = useId();
  return (
    <div className="grid gap-3">
      <div>
        <label htmlFor={id} className="block font-semibold">
          {t("roadmap.options.limit.label")}
        </label>
        <select
          id={id}
          value={limit.kind}
          onChange={(event) => onChange(startOf(event.target.value as Limit["kind"], start))}
          className="field mt-1 max-w-64"
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`roadmap.options.limit.${kind}.title`)}
            </option>
          ))}
        </select>
      </div>
      <LimitField limit={limit} wholeHours={wholeHours} onChange={onChange} />
    </div>
  );
}

/** How far the plan may go: four kinds of limit, and the field of the chosen one. */
export function LimitChoice({ limit, start, wholeHours, onChange }: LimitProps) {
  const t = useTranslations();
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{t("roadmap.options.limit.legend")}</legend>
      <div className="mt-2 flex flex-wrap gap-2">
        {kinds.map((kind) => (
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
            {t(`roadmap.options.limit.${kind}.title`)}
          </label>
        ))}
      </div>
      <p className="mt-2 text-sm text-soft">{t(`roadmap.options.limit.${limit.kind}.text`)}</p>
      {limit.kind === "none" ? null : (
        <div className="mt-3">
          <LimitField limit={limit} wholeHours={wholeHours} onChange={onChange} />
        </div>
      )}
    </fieldset>
  );
}
