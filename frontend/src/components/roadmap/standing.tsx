"use client";
import { useTranslations } from "use-intl";

import { ProgressLine } from "@/components/roadmap/progress-line";
import { ReadinessFold } from "@/components/roadmap/readiness-fold";
import { Chevron } from "@/components/ui/facts";
import type { AgreedUpdate } from "@/hooks/use-item-progress";
import { dateOf } from "@/types/calendar";
import type { FinishedStep, Roadmap, RoadmapReadiness } from "@/types/model";

interface ReadinessLineProps {
  readiness: RoadmapReadiness;
  /** What the last tick brought; 0 where it brought nothing. */
  gained?: number;
}

/** Readiness at the start, now and at the end, as one bar and in words. */
export function ReadinessLine({ readiness: { start, now, then }, gained = 0 }: ReadinessLineProps) {
  const t = useTranslations();
  const end = Math.max(now, then);
  return (
    <div className="grid gap-1.5">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-display text-2xl font-bold">{t("roadmap.readiness.now", { points: now })}</span>
        {gained === 0 ? null : (
          <span className={`font-semibold ${gained > 0 ? "text-strong" : "text-weak"}`}>
            {t("roadmap.readiness.gained", { points: gained })}
          </span>
        )}
      </p>
      <svg
        role="img"
        aria-label={t("roadmap.readiness.bar", { start, now, then })}
        className="block h-2.5 w-full overflow-hidden rounded-full"
      >
        <rect width="100%" height="100%" className="fill-line" />
        <rect width={`${end}%`} height="100%" className="fill fill-shoal-3" />
        <rect width={`${now}%`} height="100%" className="fill fill-course" />
        <rect width={`${Math.min(start, now)}%`} height="100%" className="fill fill-strong" />
      </svg>
      <p aria-hidden="true" className="text-soft">
        {t("roadmap.readiness.line", { start, then })}
      </p>
    </div>
  );
}

/** Steps that were finished in earlier roadmaps, folded. */
function FinishedBefore({ steps }: { steps: readonly FinishedStep[] }) {
  const t = useTranslations();
  if (steps.length === 0) return null;
  return (
    <details>
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        {t("roadmap.lineage.summary", { count: steps.length })}
      </summary>
      <ul className="mt-1">
        {steps.map(({ skill, level, title, doneOn, hoursTypical, hoursSpent }) => (
          <li key={`${skill.slug} ${level}`} className="border-b border-line py-2 last:border-0">
            <span className="font-semibold">{t("level.step", { skill: title, level })}</span>
            <span className="block text-sm text-soft">
              {hoursSpent === null
                ? t("roadmap.lineage.step", { date: dateOf(doneOn), hours: hoursTypical })
                : t("roadmap.lineage.stepSpent", { date: dateOf(doneOn), hours: hoursSpent })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** How far a person is: readiness and progress over all roadmaps of the lineage. */
export function Standing({ roadmap, agreed }: { roadmap: Roadmap; agreed: AgreedUpdate | null }) {
  const { readiness, progress, lineage, result, status } = roadmap;
  return (
    <div className="grid gap-4">
      {readiness ? <ReadinessLine readiness={readiness} gained={agreed?.gained ?? 0} /> : null}
      <ProgressLine progress={progress} skipped={result.items.filter(({ status }) => status === "skipped").length} />
      <FinishedBefore steps={lineage.done} />
      {status === "archived" ? null : <ReadinessFold roadmap={roadmap} />}
    </div>
  );
}
