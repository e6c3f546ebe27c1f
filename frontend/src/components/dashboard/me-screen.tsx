"use client";
import { useTranslations } from "use-intl";

import { AccountOnly } from "@/components/account/account-only";
import { VerificationBanner } from "@/components/account/verification-banner";
import { CompletedRoadmaps } from "@/components/dashboard/completed-roadmaps";
import { RoadmapCard } from "@/components/dashboard/roadmap-card";
import { OpenPlacements } from "@/components/placement/open-placements";
import { ConflictPanel } from "@/components/rating/conflict-panel";
import { ReadinessHistory } from "@/components/readiness/readiness-history";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useDraft } from "@/hooks/use-draft";
import { useRatings } from "@/hooks/use-ratings";
import { useRoadmaps } from "@/hooks/use-roadmaps";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { RoadmapSummary } from "@/types/model";

function ActiveRoadmaps() {
  const t = useTranslations();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useRoadmaps("active", true);
  const { draft } = useDraft();
  if (!data)
    return error ? (
      <Failure error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton height="block" rows={2} label={t("dashboard.loadingRoadmaps")} />
    );
  const found = data.pages.flatMap((page) => page.items);
  const roadmaps = found.toSorted((one, other) => Number(other.isPrimary) - Number(one.isPrimary));
  if (roadmaps.length === 0) {
    return (
      <Empty title={t("dashboard.empty.title")}>
        <p className="mb-4">{t("dashboard.empty.text")}</p>
        <span className="flex flex-wrap justify-center gap-3">
          {draft.role ? (
            <ButtonLink href={pages.plan(draft.role.slug, draft.role.variant)} kind="primary">
              {t("dashboard.empty.plan")}
            </ButtonLink>
          ) : null}
          <ButtonLink href={pages.roles} kind={draft.role ? "quiet" : "primary"}>
            {t("common.chooseRole")}
          </ButtonLink>
        </span>
      </Empty>
    );
  }
  const main = roadmaps.find(({ retired }) => !retired);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 md:grid-cols-[repeat(2,minmax(0,1fr))]">
      {roadmaps.map((roadmap) => (
        <RoadmapCard key={roadmap.id} roadmap={roadmap} isOnly={roadmaps.length === 1} />
      ))}
      {main ? <MainHistory roadmap={main} /> : null}
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{t("common.showMore")}</Button> : null}
    </div>
  );
}

/** How readiness for the main role has developed. */
function MainHistory({ roadmap: { role, variant } }: { roadmap: RoadmapSummary }) {
  const t = useTranslations();
  return (
    <section aria-labelledby="over-time" className="card grid grid-cols-[minmax(0,1fr)] gap-3 p-5 sm:p-6">
      <h3 id="over-time" className="text-xl">
        {t("readiness.history.titleFor", { role: t("seniority.role", { role: role.title, variant }) })}
      </h3>
      <ReadinessHistory role={role.slug} variant={variant} />
    </section>
  );
}

function Ratings() {
  const t = useTranslations();
  const { ratings, isLoading } = useRatings();
  return <p className="text-soft">{isLoading ? "" : t("dashboard.rated", { count: Object.keys(ratings).length })}</p>;
}

/** The start page of a logged-in person: active roadmaps and their next steps. */
export function MeScreen() {
  const t = useTranslations();
  const { user } = useSession();
  return (
    <Page title={user ? t("dashboard.welcome", { name: user.displayName }) : t("titles.me")}>
      <AccountOnly>
        <VerificationBanner />
        <ConflictPanel />
        <section aria-labelledby="active">
          <h2 id="active" className="mb-3 text-2xl">
            {t("dashboard.active")}
          </h2>
          <ActiveRoadmaps />
        </section>
        <CompletedRoadmaps />
        <OpenPlacements />
        <section aria-labelledby="more" className="grid gap-3">
          <h2 id="more" className="text-2xl">
            {t("dashboard.more")}
          </h2>
          <Ratings />
          <div className="flex flex-wrap gap-3">
            <ButtonLink href={pages.skills}>{t("common.mySkills")}</ButtonLink>
            <ButtonLink href={pages.roles}>{t("common.chooseAnotherRole")}</ButtonLink>
            <ButtonLink href={pages.matches()}>{t("common.nearbyRoles")}</ButtonLink>
            <ButtonLink href={pages.history}>{t("dashboard.history")}</ButtonLink>
            <ButtonLink href={pages.account}>{t("dashboard.account")}</ButtonLink>
          </div>
        </section>
      </AccountOnly>
    </Page>
  );
}
