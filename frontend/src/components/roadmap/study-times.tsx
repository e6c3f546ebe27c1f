"use client";
import { useState, type FormEvent } from "react";
import { useFormatter, useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import { Field } from "@/components/ui/field";
import { Failure } from "@/components/ui/notice";
import { useRoadmapChange } from "@/hooks/use-roadmaps";
import { dateOf, dayAfter, mondaysFrom } from "@/types/calendar";
import type { Schedule } from "@/types/model";
import { MAX_HOURS_A_WEEK } from "@/types/plan-options";

const WEEKS_SHOWN = 12;
const FIVE_YEARS = 5 * 365;

type Change = ReturnType<typeof useRoadmapChange>;

function WeeksOff({ schedule, change }: { schedule: Schedule; change: Change }) {
  const t = useTranslations();
  const format = useFormatter();
  const [shown, setShown] = useState(WEEKS_SHOWN);
  const { weekStart, weeksOff } = schedule;
  const soon = mondaysFrom(weekStart, shown);
  const later = weeksOff.filter((week) => week > (soon.at(-1) ?? weekStart));
  const toggle = (week: string) =>
    change.mutate({ weeksOff: weeksOff.includes(week) ? weeksOff.filter((one) => one !== week) : [...weeksOff, week] });
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{t("roadmap.times.weeksOff")}</legend>
      <p className="text-sm text-soft">{t("roadmap.times.weeksOffHint")}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {[...soon, ...later].map((week) => (
          <button
            key={week}
            type="button"
            aria-pressed={weeksOff.includes(week)}
            aria-disabled={change.isPending || undefined}
            onClick={() => (change.isPending ? undefined : toggle(week))}
            className="min-h-10 rounded-full border border-edge px-4 hover:border-course aria-pressed:border-course aria-pressed:bg-course-tint aria-pressed:font-semibold"
          >
            {weeksOff.includes(week)
              ? t("roadmap.times.weekOff", { date: format.dateTime(dateOf(week), "shortDay") })
              : t("roadmap.times.week", { date: format.dateTime(dateOf(week), "shortDay") })}
          </button>
        ))}
        <button type="button" className="link min-h-10 px-2" onClick={() => setShown(shown + WEEKS_SHOWN)}>
          {t("roadmap.times.moreWeeks")}
        </button>
      </div>
    </fieldset>
  );
}

function Pause({ schedule, change }: { schedule: Schedule; change: Change }) {
  const t = useTranslations();
  const { today, pausedUntil } = schedule;
  const [until, setUntil] = useState(pausedUntil ?? dayAfter(today, 14));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (until) change.mutate({ pausedUntil: until });
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <div className="w-full max-w-56">
        <Field
          label={t("roadmap.times.pause")}
          type="date"
          min={dayAfter(today, 1)}
          max={dayAfter(today, FIVE_YEARS)}
          required
          value={until}
          onValue={setUntil}
        />
      </div>
      <Button type="submit" isBusy={change.isPending}>
        {pausedUntil ? t("roadmap.times.pauseLonger") : t("roadmap.times.pauseStart")}
      </Button>
    </form>
  );
}

function Pace({ schedule, change }: { schedule: Schedule; change: Change }) {
  const t = useTranslations();
  const [text, setText] = useState(String(schedule.hoursPerWeek));
  function submit(event: FormEvent) {
    event.preventDefault();
    const hoursPerWeek = Number(text);
    if (hoursPerWeek !== schedule.hoursPerWeek) change.mutate({ hoursPerWeek });
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <div className="w-full max-w-56">
        <Field
          label={t("roadmap.options.hours")}
          type="number"
          inputMode="decimal"
          min={0.01}
          max={MAX_HOURS_A_WEEK}
          step="any"
          required
          value={text}
          onValue={setText}
        />
      </div>
      <Button type="submit" isBusy={change.isPending}>
        {t("roadmap.times.newDates")}
      </Button>
    </form>
  );
}

/** Hours a week, weeks off and pauses; every change gives the steps new dates and leaves the plan as it is. */
export function StudyTimes({ roadmapId, schedule }: { roadmapId: string; schedule: Schedule }) {
  const t = useTranslations();
  const change = useRoadmapChange(roadmapId);
  return (
    <details>
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        {t("roadmap.times.title")}
      </summary>
      <div className="mt-2 grid gap-5">
        <WeeksOff schedule={schedule} change={change} />
        <Pause key={schedule.pausedUntil} schedule={schedule} change={change} />
        <Pace schedule={schedule} change={change} />
        <p role="status" className="text-soft">
          {change.isSuccess ? t("roadmap.times.saved") : t("roadmap.times.zone", { zone: schedule.timeZone })}
        </p>
        {change.error ? <Failure error={change.error} /> : null}
      </div>
    </details>
  );
}
