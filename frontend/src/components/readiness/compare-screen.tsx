"use client";
import { AccountOnly } from "@/components/account/account-only";
import { ComparisonView } from "@/components/readiness/comparison-view";
import { ButtonLink } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useComparison } from "@/hooks/use-analyses";
import { useQueryParams } from "@/hooks/use-query-params";
import { pages } from "@/services/paths";

function Body({ before, after }: { before: string; after: string }) {
  const { data, error, refetch } = useComparison(before, after);
  if (data) return <ComparisonView comparison={data} />;
  return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton height="block" label="Comparing" />;
}

/** What changed between two kept analyses. */
export function CompareScreen() {
  const { before, after } = useQueryParams();
  return (
    <Page title="Then and now" lead="Two of your analyses side by side.">
      <AccountOnly>
        <Body before={before} after={after} />
        <p className="flex flex-wrap gap-3">
          <ButtonLink href={pages.analysis(before)}>The earlier analysis</ButtonLink>
          <ButtonLink href={pages.analysis(after)}>The later analysis</ButtonLink>
          <ButtonLink href={pages.history}>All my history</ButtonLink>
        </p>
      </AccountOnly>
    </Page>
  );
}
