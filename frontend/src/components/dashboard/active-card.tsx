"use client";
import { useTranslations } from "use-intl";

import { nextStep } from "@/components/roadmap/next-step";
import { ProgressLine } from "@/components/roadmap/progress-line";
import { ButtonLink } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useRoadmap } from "@/hooks/use-roadmaps";
import { pages } from "@/services/paths";
import type { RoadmapSummary } from "@/types/model";

function NextStep({ id }: { id: string }) {
  const t = useTranslations();
  const { data, error, refetch } = useRoadmap(id);
  if (!data)
    return error ? (
      <Failure error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton rows={1} label={t("dashboard.loadingNext")} />
    );
  const item = nextStep(data.body.result.items);
  if (!item) return <p>{t("dashboard.allDone")}</p>;
  return (
    <div className="rounded-xl bg-course-tint p-4">
      <p className="text-sm text-soft">{item.status === "doing" ? t("dashboard.current") : t("dashboard.next")}</p>
      <p className="font-display text-xl font-semibold">
        {t("level.step", { skill: item.skill.title, level: item.level })}
      </p>
      <p>{item.canDo[0]}</p>
      <p className="text-sm text-soft">{t("number.hours", { hours: item.hours.typical })}</p>
    </div>
  );
}

/** An active roadmap: its progress and its next step. */
export function ActiveCard({ roadmap }: { roadmap: RoadmapSummary }) {
  const t = useTranslations();
  return (
    <article className="card grid gap-4 p-5 sm:p-6">
      <h3 className="text-xl">{t("seniority.role", { role: roadmap.role.title, variant: roadmap.variant })}</h3>
      <ProgressLine progress={roadmap.progress} />
      <NextStep id={roadmap.id} />
      <div>
        <ButtonLink href={pages.roadmap(roadmap.id)} kind="primary">
          {t("dashboard.continue", { role: roadmap.role.title })}
        </ButtonLink>
      </div>
    </article>
  );
}
