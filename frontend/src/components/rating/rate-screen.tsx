"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ConflictPanel } from "@/components/rating/conflict-panel";
import { RateBar } from "@/components/rating/rate-bar";
import { requirementsOf, byDomain, impliedLevels, prerequisiteSkills } from "@/components/rating/role-skills";
import { SetAsidePanel } from "@/components/rating/set-aside-panel";
import { ChoiceGroup, SkillGroup } from "@/components/rating/skill-group";
import { SetupNav } from "@/components/shell/setup-nav";
import { ButtonLink } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import { Empty, Failure, Note, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useAnsweredCount } from "@/hooks/use-answered-count";
import { useDomainTitles, useRole, useRoleGraph } from "@/hooks/use-catalog";
import { useRoleMemory } from "@/hooks/use-draft";
import { useFoundReadiness } from "@/hooks/use-found-readiness";
import { useReadiness } from "@/hooks/use-planning";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRatings } from "@/hooks/use-ratings";
import { pages } from "@/services/paths";
import type { RoleDetail } from "@/types/model";
import { shownReadiness } from "@/types/placed-ratings";

function RateBody({ role, variant }: { role: RoleDetail; variant: string }) {
  const t = useTranslations();
  const { ratings, placed, rate, isLoading, error, retry } = useRatings();
  const graph = useRoleGraph(role.slug, variant);
  const titles = useDomainTitles();
  const [isDeep, setIsDeep] = useState(false);
  const answered = useAnsweredCount(role.slug, variant);
  const analysis = useReadiness({ role: role.slug, variant, ratings, placed, isEnabled: !isLoading });
  const found = useFoundReadiness(role.slug, variant);
  if (error) return <Failure error={error} onRetry={retry} />;
  if (isLoading || graph.isPending) return <Skeleton rows={4} height="block" label={t("rating.loading")} />;
  const requirements = requirementsOf(role, variant);
  const choices = requirements.filter(({ skills }) => skills.length > 1);
  const singles = requirements.filter(({ skills }) => skills.length === 1).flatMap(({ skills }) => skills);
  const prerequisites = graph.data ? prerequisiteSkills(graph.data, requirements) : [];
  const shared = { ratings, implied: impliedLevels(analysis.data), onRate: rate };
  const group = ([domain, skills]: ReturnType<typeof byDomain>[number]) => (
    <SkillGroup key={domain} title={titles.get(domain) ?? t("rating.otherSkills")} skills={skills} {...shared} />
  );
  return (
    <>
      <ConflictPanel />
      <SetAsidePanel />
      <Note>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>{t("rating.questions.note", { count: requirements.length })}</p>
          <ButtonLink href={pages.placement(role.slug, variant)}>
            {answered > 0 ? t("rating.questions.continue", { count: answered }) : t("rating.questions.instead")}
          </ButtonLink>
        </div>
      </Note>
      {choices.map((requirement) => (
        <ChoiceGroup key={requirement.key} requirement={requirement} {...shared} />
      ))}
      {byDomain(singles, graph.data).map(group)}
      {prerequisites.length > 0 ? (
        <details onToggle={(event) => setIsDeep(event.currentTarget.open)}>
          <summary className="card flex min-h-11 items-center gap-3 px-4 py-3 font-semibold hover:border-course">
            <Chevron />
            {t("rating.prerequisites.title", { count: prerequisites.length })}
          </summary>
          <p className="my-3 text-soft">{t("rating.prerequisites.text")}</p>
          {isDeep ? <div className="grid gap-8">{byDomain(prerequisites, graph.data).map(group)}</div> : null}
        </details>
      ) : null}
      {analysis.error ? <Failure error={analysis.error} onRetry={() => void analysis.refetch()} /> : null}
      <RateBar
        role={role.slug}
        variant={variant}
        readiness={analysis.data && shownReadiness(analysis.data.readiness, found)}
        rated={requirements.filter(({ skills }) => skills.some(({ skill }) => skill.slug in ratings)).length}
        all={requirements.length}
      />
    </>
  );
}

/** Rate the skills of a role, with or without an account. */
export function RateScreen() {
  const t = useTranslations();
  const { role: slug, variant } = useQueryParams();
  const { role, error, refetch } = useRole(slug);
  const found = role?.variants.find((one) => one.variant === variant);
  const isKnown = found !== undefined;
  useRoleMemory(isKnown ? slug : "", variant);
  return (
    <Page
      title={t("rating.title")}
      over={<SetupNav current="skills" role={slug} variant={variant} />}
      lead={role && found ? t("rating.lead", { role: role.title, variant: found.title }) : null}
    >
      {role && isKnown ? <RateBody role={role} variant={variant} /> : null}
      {error && !role ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {slug && !role && !error ? <Skeleton rows={4} height="block" label={t("common.loadingRole")} /> : null}
      {!slug || (role && !isKnown) ? (
        <Empty title={t("common.chooseRoleFirst")}>
          <ButtonLink href={role ? pages.role(slug) : pages.roles} kind="primary">
            {role ? t("common.chooseSeniority", { role: role.title }) : t("common.seeRoles")}
          </ButtonLink>
        </Empty>
      ) : null}
    </Page>
  );
}
