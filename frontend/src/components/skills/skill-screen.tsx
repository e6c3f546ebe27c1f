"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

import { SkillCard } from "@/components/rating/skill-card";
import { ResourceList } from "@/components/roadmap/item-details";
import { ButtonLink } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useSkill } from "@/hooks/use-catalog";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRatings } from "@/hooks/use-ratings";
import { pages } from "@/services/paths";
import type { SkillDetail, SkillLevel } from "@/types/model";

function Prerequisites({ level }: { level: SkillLevel }) {
  const t = useTranslations();
  if (level.requires.length === 0) return null;
  return (
    <div>
      <h4 className="font-semibold">{t("skills.levels.prerequisites")}</h4>
      <ul className="grid list-disc gap-1 pl-5">
        {level.requires.map(({ text, strength, why, skills }) => (
          <li key={text}>
            {skills.length > 1 ? <span className="block">{text}</span> : null}
            <span className="inline-flex flex-wrap gap-x-3">
              {skills.map(({ slug, title, level: needed }) => (
                <Link key={`${slug} ${needed}`} href={pages.skill(slug)} prefetch={false} className="link">
                  {t("level.stepShort", { skill: title, level: needed })}
                </Link>
              ))}
            </span>
            {strength === "soft" ? <span className="tag ml-2">{t("skills.levels.recommended")}</span> : null}
            {why ? <span className="block text-soft">{t("skills.levels.why", { why })}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function LevelSection({ level }: { level: SkillLevel }) {
  const t = useTranslations();
  return (
    <li className="relative border-l-2 border-course pb-6 pl-6 last:pb-0">
      <svg aria-hidden="true" viewBox="0 0 24 24" className="absolute top-0 -left-3 size-6">
        <circle cx="12" cy="12" r="8.5" className="fill-page stroke-course stroke-[3]" />
      </svg>
      <h3 className="text-xl">{t("level.name", { level: level.level, name: level.name })}</h3>
      <p className="text-sm text-soft">
        {t("skills.levels.hours", { hours: level.hours.typical, low: level.hours.low, high: level.hours.high })}
      </p>
      <div className="mt-2 grid gap-3">
        <ul className="list-disc pl-5">
          {level.canDo.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <Prerequisites level={level} />
        {level.resources.length > 0 ? (
          <div>
            <h4 className="font-semibold">{t("skills.levels.learn")}</h4>
            <ResourceList resources={level.resources} />
          </div>
        ) : null}
      </div>
    </li>
  );
}

function SkillBody({ skill }: { skill: SkillDetail }) {
  const t = useTranslations();
  const { ratings, rate, isLoading } = useRatings();
  return (
    <>
      {isLoading ? null : (
        <section aria-labelledby="mine" className="max-w-2xl">
          <h2 id="mine" className="mb-3 text-2xl">
            {t("rating.title")}
          </h2>
          <SkillCard skill={skill} rated={ratings[skill.slug]} onRate={rate} />
        </section>
      )}
      <section aria-labelledby="levels">
        <h2 id="levels" className="mb-4 text-2xl">
          {t("skills.levels.title")}
        </h2>
        <ol className="ml-3">
          {skill.levels.map((level) => (
            <LevelSection key={level.level} level={level} />
          ))}
        </ol>
      </section>
      {skill.usedBy.length > 0 ? (
        <section aria-labelledby="used">
          <h2 id="used" className="mb-3 text-2xl">
            {t("skills.usedBy")}
          </h2>
          <ul className="flex flex-wrap gap-3">
            {skill.usedBy.map(({ slug, title }) => (
              <li key={slug}>
                <ButtonLink href={pages.role(slug)}>{title}</ButtonLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** One skill: what its levels mean, their prerequisites and hours, and where to learn them. */
export function SkillScreen() {
  const t = useTranslations();
  const { slug } = useQueryParams();
  const { data, error, refetch } = useSkill(slug);
  return (
    <Page key={slug} title={data?.title ?? (error ? t("skills.unavailable") : t("titles.skill"))} lead={data?.summary}>
      {data ? <SkillBody skill={data} /> : null}
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton height="block" label={t("rating.loading")} /> : null}
      <p>
        <ButtonLink href={pages.skills}>{t("common.mySkills")}</ButtonLink>
      </p>
    </Page>
  );
}
