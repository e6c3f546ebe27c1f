"use client";
import { useTranslations } from "use-intl";

import { AccountOnly } from "@/components/account/account-only";
import { AnalysisView } from "@/components/readiness/analysis-view";
import { SetupNav } from "@/components/shell/setup-nav";
import { ButtonLink } from "@/components/ui/button";
import { Empty, Failure, Note, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useAnalysis } from "@/hooks/use-analyses";
import { useRoleMemory } from "@/hooks/use-draft";
import { useFoundReadiness } from "@/hooks/use-found-readiness";
import { useReadiness } from "@/hooks/use-planning";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRatings } from "@/hooks/use-ratings";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { Translate } from "@/messages";
import type { Analysis } from "@/types/model";

interface ReadinessPageProps {
  analysis: Analysis | undefined;
  error: Error | null;
  onRetry: () => void;
  role: string;
  variant: string;
  storedAt?: string | undefined;
  analysisId?: string | undefined;
}

function leadText(t: Translate, { role, variantTitle: variant }: Analysis, storedAt: string | undefined): string {
  return storedAt
    ? t("readiness.leadDated", { role: role.title, variant, date: new Date(storedAt) })
    : t("readiness.lead", { role: role.title, variant });
}

/** Where to go on; the rating that would tell most comes before the roadmap. */
function NextActions({ role, variant, isQuiet }: { role: string; variant: string; isQuiet: boolean }) {
  const t = useTranslations();
  return (
    <div className="flex flex-wrap gap-3">
      <ButtonLink href={pages.plan(role, variant)} kind={isQuiet ? "quiet" : "primary"}>
        {t("readiness.actions.roadmap")}
      </ButtonLink>
      <ButtonLink href={pages.rate(role, variant)}>{t("readiness.actions.rate")}</ButtonLink>
      <ButtonLink href={pages.matches()}>{t("common.nearbyRoles")}</ButtonLink>
    </div>
  );
}

function ReadinessPage({ analysis, analysisId, error, onRetry, role, variant, storedAt }: ReadinessPageProps) {
  const t = useTranslations();
  const { user, isUnsure } = useSession();
  const found = useFoundReadiness(role, variant);
  return (
    <Page
      title={t("readiness.title")}
      over={role ? <SetupNav current="readiness" role={role} variant={variant} /> : null}
      lead={analysis ? leadText(t, analysis, storedAt) : null}
    >
      {analysis ? (
        <>
          <AnalysisView
            analysis={analysis}
            analysisId={analysisId}
            found={found}
            actions={<NextActions role={role} variant={variant} isQuiet={analysis.readiness.nextQuestion !== null} />}
          />
          {!user && !isUnsure ? <Note>{t("readiness.notSaved")}</Note> : null}
          <NextActions role={role} variant={variant} isQuiet={analysis.readiness.nextQuestion !== null} />
        </>
      ) : null}
      {!analysis && error ? <Failure error={error} onRetry={onRetry} /> : null}
      {!analysis && !error ? <Skeleton rows={4} height="block" label={t("readiness.loading")} /> : null}
    </Page>
  );
}

function StoredReadiness({ id }: { id: string }) {
  const t = useTranslations();
  const { user } = useSession();
  const { data, error, refetch } = useAnalysis(user ? id : null);
  if (!user) {
    return (
      <Page title={t("readiness.title")}>
        <AccountOnly>{null}</AccountOnly>
      </Page>
    );
  }
  return (
    <ReadinessPage
      analysis={data?.result}
      error={error}
      onRetry={() => void refetch()}
      role={data?.result.role.slug ?? ""}
      variant={data?.result.variant ?? ""}
      storedAt={data?.createdAt}
      analysisId={id}
    />
  );
}

function CurrentReadiness({ role, variant }: { role: string; variant: string }) {
  const { ratings, placed, isLoading, error: failed, retry } = useRatings();
  const isEnabled = !isLoading && !failed;
  const { data, error, refetch } = useReadiness({ role, variant, ratings, placed, isEnabled });
  useRoleMemory(data ? role : "", variant);
  return (
    <ReadinessPage
      analysis={data}
      error={failed ?? error}
      onRetry={() => (failed ? retry() : void refetch())}
      role={role}
      variant={variant}
    />
  );
}

/** Readiness: a stored analysis by its id, otherwise for the current ratings. */
export function ReadinessScreen() {
  const t = useTranslations();
  const { role, variant, analysis } = useQueryParams();
  if (analysis) return <StoredReadiness id={analysis} />;
  if (role && variant) return <CurrentReadiness role={role} variant={variant} />;
  return (
    <Page title={t("readiness.title")}>
      <Empty title={t("common.chooseRoleFirst")}>
        <ButtonLink href={pages.roles} kind="primary">
          {t("common.seeRoles")}
        </ButtonLink>
      </Empty>
    </Page>
  );
}
