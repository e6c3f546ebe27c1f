"use client";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";

import { ConflictPanel } from "@/components/rating/conflict-panel";
import { CurrentRolePicker } from "@/components/ranking/current-role-picker";
import { Filters } from "@/components/ranking/filters";
import { filterRoles, NO_FILTER, variantsInOrder } from "@/components/ranking/ranking-filter";
import { RankingTable } from "@/components/ranking/ranking-table";
import { Scatter } from "@/components/ranking/scatter";
import { SharedSkills } from "@/components/ranking/shared-skills";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useRoles, useRoleSearch } from "@/hooks/use-catalog";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRanking } from "@/hooks/use-ranking";
import { pages } from "@/services/paths";
import type { CurrentRole, Ranking } from "@/types/ranking";

function RankedRoles({ ranking }: { ranking: Ranking }) {
  const t = useTranslations();
  const [filter, setFilter] = useState(NO_FILTER);
  const { roles: known = [] } = useRoles();
  const variants = variantsInOrder(known, ranking.roles);
  const { found } = useRoleSearch(filter.search);
  const searched = useMemo(() => found && new Set(found.map(({ slug }) => slug)), [found]);
  const roles = filterRoles(ranking.roles, filter, searched);
  return (
    <section aria-labelledby="ranking" className="grid gap-4">
      <div>
        <h2 id="ranking" className="text-2xl">
          {t("ranking.heading")}
        </h2>
        <p role="status" className="text-soft">
          {t("ranking.count", { count: roles.length })}
        </p>
        <p className="text-soft">{t("ranking.hoursNote")}</p>
      </div>
      <Filters variants={variants} filter={filter} onFilter={setFilter} />
      {roles.length > 0 ? (
        <>
          <Scatter roles={roles} />
          <RankingTable key={`${filter.variant} ${filter.sort}`} roles={roles} />
        </>
      ) : (
        <Empty title={t("ranking.noMatch")}>
          <Button onClick={() => setFilter(NO_FILTER)}>{t("ranking.noMatchAll")}</Button>
        </Empty>
      )}
    </section>
  );
}

function NothingRated() {
  const t = useTranslations();
  return (
    <Empty title={t("ranking.empty.title")}>
      <p className="mb-4">{t("ranking.empty.text")}</p>
      <span className="flex flex-wrap justify-center gap-3">
        <ButtonLink href={pages.roles} kind="primary">
          {t("common.chooseRole")}
        </ButtonLink>
        <ButtonLink href={pages.skills}>{t("ranking.empty.rate")}</ButtonLink>
      </span>
    </Empty>
  );
}

function Body({ from, onFrom }: { from: CurrentRole | null; onFrom: (from: CurrentRole | null) => void }) {
  const t = useTranslations();
  const { ranking, rated, isLoading, isStale, error, retry } = useRanking(from);
  if (error) return <Failure error={error} onRetry={retry} />;
  if (isLoading || !ranking) return <Skeleton rows={3} height="block" label={t("ranking.loading")} />;
  const picker = <CurrentRolePicker from={from} onFrom={onFrom} />;
  if (rated === 0 && !from) {
    return (
      <>
        <NothingRated />
        {picker}
      </>
    );
  }
  return (
    <div aria-busy={isStale} className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {picker}
      <SharedSkills skills={ranking.sharedSkills} />
      <RankedRoles ranking={ranking} />
    </div>
  );
}

/** Every role, ranked for one person. */
export function MatchesScreen() {
  const t = useTranslations();
  const router = useRouter();
  const { from: slug, fromVariant: variant } = useQueryParams();
  const from = slug && variant ? { slug, variant } : null;
  return (
    <Page title={t("ranking.title")} lead={t("ranking.lead")}>
      <ConflictPanel />
      <Body from={from} onFrom={(next) => router.replace(pages.matches(next ?? undefined), { scroll: false })} />
    </Page>
  );
}
