"use client";
import { useTranslations } from "use-intl";

import { Forecast } from "@/components/roadmap/forecast";
import { StudyTimes } from "@/components/roadmap/study-times";
import { WaysOn } from "@/components/roadmap/ways-on";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/notice";
import { useRoadmapChange } from "@/hooks/use-roadmaps";
import { dateOf, dayAfter } from "@/types/calendar";
import type { PlanItem, Roadmap, Schedule } from "@/types/model";

interface WeekStepsProps {
  schedule: Schedule;
  items: readonly PlanItem[];
  /** Where the steps stand; on this page unless it is another. */
  page?: string;
}

/** The steps of this week with their hours. */
export function WeekSteps({ schedule, items, page = "" }: WeekStepsProps) {
  const t = useTranslations();
  const byId = new Map(items.map((item) => [item.id, item]));
  const sunday = dayAfter(schedule.weekStart, 6);
  return (
    <ul>
      {schedule.thisWeek.flatMap(({ itemId, hours, endsOn }) => {
        const item = byId.get(itemId);
        if (!item) return [];
        return [
          <li
            key={itemId}
            className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line py-2 last:border-0"
          >
            <a href={`${page}#item-${itemId}`} className="link font-semibold">
              {t("level.step", { skill: item.skill.title, level: item.level })}
            </a>
            <span className="text-soft">
              {endsOn <= sunday
                ? t("roadmap.week.finished", { hours, date: dateOf(endsOn) })
                : t("roadmap.week.goesOn", { hours, date: dateOf(endsOn) })}
            </span>
          </li>,
        ];
      })}
    </ul>
  );
}

/** Why this week holds nothing, where it does not. */
export function RestText({ schedule }: { schedule: Schedule }) {
  const t = useTranslations();
  if (schedule.pausedUntil) return <p>{t("roadmap.week.paused", { date: dateOf(schedule.pausedUntil) })}</p>;
  if (schedule.weeksOff.includes(schedule.weekStart)) return <p>{t("roadmap.week.off")}</p>;
  if (schedule.thisWeek.length === 0) return <p>{t("roadmap.week.nothing")}</p>;
  return null;
}

function StudyAgain({ roadmapId, schedule }: { roadmapId: string; schedule: Schedule }) {
  const t = useTranslations();
  const change = useRoadmapChange(roadmapId);
  const { pausedUntil, weeksOff, weekStart } = schedule;
  if (pausedUntil === null && !weeksOff.includes(weekStart)) return null;
  const again =
    pausedUntil === null ? { weeksOff: weeksOff.filter((week) => week !== weekStart) } : { pausedUntil: null };
  return (
    <>
      <div>
        <Button isBusy={change.isPending} onClick={() => change.mutate(again)}>
          {pausedUntil === null ? t("roadmap.week.studyAfterAll") : t("roadmap.week.resume")}
        </Button>
      </div>
      {change.error ? <Failure error={change.error} /> : null}
    </>
  );
}

interface WeekPanelProps {
  roadmap: Roadmap;
  schedule: Schedule;
  onReplan: () => void;
}

/** This week, where the person is against the plan, and when they will be done. */
export function WeekPanel({ roadmap, schedule, onReplan }: WeekPanelProps) {
  const t = useTranslations();
  return (
    <section aria-labelledby="week" className="card grid grid-cols-[minmax(0,1fr)] gap-4 p-5 sm:p-6">
      <div>
        <h2 id="week" className="text-2xl">
          {t("roadmap.week.title")}
        </h2>
        <p className="text-soft">
          {t("roadmap.week.lead", { date: dateOf(schedule.weekStart), hours: schedule.weekHours })}
        </p>
      </div>
      <WeekSteps schedule={schedule} items={roadmap.result.items} />
      <RestText schedule={schedule} />
      <StudyAgain roadmapId={roadmap.id} schedule={schedule} />
      <WaysOn roadmap={roadmap} schedule={schedule} onReplan={onReplan} />
      <Forecast schedule={schedule} />
      <StudyTimes key={schedule.hoursPerWeek} roadmapId={roadmap.id} schedule={schedule} />
    </section>
  );
}
