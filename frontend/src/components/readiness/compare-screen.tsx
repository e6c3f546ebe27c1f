"use client";
import { useTranslations } from "use-intl";

import { AccountOnly } from "@/components/account/account-only";
import { ComparisonView } from "@/components/readiness/comparison-view";
import { ButtonLink } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useComparison } from "@/hooks/use-analyses";
import { useQueryParams } from "@/hooks/use-query-params";
import { pages } from "@/services/paths";

function Body({ before, after }: { before: string; after: string }) {
  const t = useTranslations();
  const { data, error, refetch } = useComparison(before, after);
  if (data) return <ComparisonView comparison={data} />;
  return error ? (
    <Failure error={error} onRetry={() => void refetch()} />
  ) : (
    <Skeleton height="block" label={t("readiness.comparison.loading")} />
  );
}

/** What changed between two stored analyses. */
export function CompareScreen() {
  const t = useTranslations();
  const { before, after } = useQueryParams();
  return (
    <Page title={t("titles.compare")} lead={t("readiness.comparison.lead")}>
      <AccountOnly>
        <Body before={before} after={after} />
        <p className="flex flex-wrap gap-3">
          <ButtonLink href={pages.analysis(before)}>{t("readiness.comparison.before")}</ButtonLink>
          <ButtonLink href={pages.analysis(after)}>{t("readiness.comparison.after")}</ButtonLink>
          <ButtonLink href={pages.history}>{t("readiness.comparison.all")}</ButtonLink>
        </p>
      </AccountOnly>
    </Page>
  );
}
