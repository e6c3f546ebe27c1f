"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

import { MakeMain } from "@/components/roadmap/manage-roadmap";
import { nextStep } from "@/components/roadmap/item-state";
import { ProgressLine } from "@/components/roadmap/progress-line";
import { ReadinessLine } from "@/components/roadmap/standing";
import { standText } from "@/components/roadmap/ways-on";
import { RestText, WeekSteps } from "@/components/roadmap/week-panel";
import { ButtonLink } from "@/components/ui/button";
import { Failure, Note, Skeleton } from "@/components/ui/notice";
import { useRoadmap } from "@/hooks/use-roadmaps";
import { pages } from "@/services/paths";
import type { Roadmap, RoadmapSummary } from "@/types/model";

function NextStep({ roadmap }: { roadmap: Roadmap }) {
  const t = useTranslations();
  const item = nextStep(roadmap.result.items);
  if (!item) return <p>{t("dashboard.allDone")}</p>;
  return (
    <div className="rounded-xl bg-course-tint p-4">
      <p className="text-sm text-soft">{item.status === "doing" ? t("dashboard.current") : t("dashboard.next")}</p>
      <p className="font-display text-xl font-semibold">
        {t("level.step", { skill: item.skill.title, level: item.level })}
      </p>
      <p>{item.canDo[0]}</p>
      <p className="text-sm text-soft">
        {item.hoursSpent === null
          ? t("number.hours", { hours: item.hoursLeft })
          : t("dashboard.hoursLeft", { hours: item.hoursLeft })}
      </p>
    </div>
  );
}

function Week({ roadmap }: { roadmap: Roadmap }) {
  const t = useTranslations();
  const { schedule } = roadmap;
  if (!schedule) return null;
  return (
    <div className="grid gap-1">
      <h4 className="font-semibold">{t("roadmap.week.title")}</h4>
      <WeekSteps schedule={schedule} items={roadmap.result.items} page={pages.roadmap(roadmap.id)} />
      <RestText schedule={schedule} />
      <p className={schedule.daysBehind > 0 ? "font-semibold" : "text-soft"}>
        {standText(t, schedule.daysBehind)}{" "}
        {schedule.waysOn ? (
          <Link href={pages.roadmap(roadmap.id)} prefetch={false} className="link">
            {t("dashboard.waysOn")}
          </Link>
        ) : null}
      </p>
    </div>
  );
}

function Details({ id }: { id: string }) {
  const t = useTranslations();
  const { data, error, refetch } = useRoadmap(id);
  if (!data)
    return error ? (
      <Failure error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton rows={2} label={t("dashboard.loadingNext")} />
    );
  return (
    <>
      <NextStep roadmap={data.body} />
      <Week roadmap={data.body} />
    </>
  );
}

/** The role or its seniority is gone from the content: the nearest living one, or the roadmap that leads to it. */
function Retired({ roadmap, retired }: { roadmap: RoadmapSummary; retired: NonNullable<RoadmapSummary["retired"]> }) {
  const t = useTranslations();
  const { id, role, variantTitle: variant } = roadmap;
  const { title, nearest } = retired;
  const isOther = nearest !== null && nearest.role.slug !== role.slug;
  return (
    <Note>
      <p>{t("roadmap.retired.title", { role: title, variant })}</p>
      {nearest ? (
        <Link
          href={isOther ? pages.plan(nearest.role.slug, nearest.variant) : pages.roadmap(id)}
          prefetch={false}
          className="link font-semibold"
        >
          {isOther
            ? t("roadmap.retired.plan", {
                role: t("seniority.role", { role: nearest.role.title, variant: nearest.variantTitle }),
              })
            : t("dashboard.waysOn")}
        </Link>
      ) : null}
    </Note>
  );
}

/** An active roadmap: readiness, progress, the next step and this week. */
export function RoadmapCard({ roadmap, isOnly }: { roadmap: RoadmapSummary; isOnly: boolean }) {
  const t = useTranslations();
  const { id, role, variantTitle: variant, isPrimary, readiness, progress, retired } = roadmap;
  return (
    <article className="card grid grid-cols-[minmax(0,1fr)] gap-4 p-5 sm:p-6">
      <div>
        <h3 className="text-xl">{t("seniority.role", { role: role.title, variant })}</h3>
        {isPrimary && !isOnly ? <p className="text-sm text-soft">{t("dashboard.main")}</p> : null}
      </div>
      {retired ? <Retired roadmap={roadmap} retired={retired} /> : null}
      {readiness ? <ReadinessLine readiness={readiness} /> : null}
      <ProgressLine progress={progress} />
      <Details id={id} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={pages.roadmap(id)} kind="primary">
          {t("dashboard.continue", { role: role.title })}
        </ButtonLink>
        {isOnly ? null : <MakeMain roadmap={roadmap} />}
      </div>
    </article>
  );
}
