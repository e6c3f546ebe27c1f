"use client";
import { AccountOnly } from "@/components/account/account-only";
import { AnalysisView } from "@/components/readiness/analysis-view";
import { Stages } from "@/components/shell/stages";
import { ButtonLink } from "@/components/ui/button";
import { date, variantName } from "@/components/ui/format";
import { Empty, Failure, Note, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useAnalysis } from "@/hooks/use-analyses";
import { useRoleMemory } from "@/hooks/use-draft";
import { useReadiness } from "@/hooks/use-planning";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRatings } from "@/hooks/use-ratings";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { Analysis } from "@/types/model";

interface FrameProps {
  analysis: Analysis | undefined;
  error: Error | null;
  onRetry: () => void;
  role: string;
  variant: string;
  keptAt?: string | undefined;
  analysisId?: string | undefined;
}

function WayOn({ role, variant }: { role: string; variant: string }) {
  return (
    <div className="flex flex-wrap gap-3">
      <ButtonLink href={pages.plan(role, variant)} kind="primary">
        See my roadmap
      </ButtonLink>
      <ButtonLink href={pages.rate(role, variant)}>Change my ratings</ButtonLink>
      <ButtonLink href={pages.matches()}>Which roles am I near?</ButtonLink>
    </div>
  );
}

function Frame({ analysis, analysisId, error, onRetry, role, variant, keptAt }: FrameProps) {
  const { user, isUnsure } = useSession();
  return (
    <Page
      title="How ready you are"
      over={role ? <Stages here="Readiness" role={role} variant={variant} /> : null}
      lead={
        analysis
          ? `For ${analysis.role.title}, ${variantName(analysis.variant).toLowerCase()}${keptAt ? `, as of ${date(keptAt)}` : ""}.`
          : null
      }
    >
      {analysis ? (
        <>
          <AnalysisView analysis={analysis} analysisId={analysisId} wayOn={<WayOn role={role} variant={variant} />} />
          {!user && !isUnsure ? (
            <Note>This stands in your browser only. With an account it is kept, and you can watch it grow.</Note>
          ) : null}
          <WayOn role={role} variant={variant} />
        </>
      ) : null}
      {!analysis && error ? <Failure error={error} onRetry={onRetry} /> : null}
      {!analysis && !error ? <Skeleton rows={4} height="block" label="Working out your readiness" /> : null}
    </Page>
  );
}

function Kept({ id }: { id: string }) {
  const { user } = useSession();
  const { data, error, refetch } = useAnalysis(user ? id : null);
  if (!user) {
    return (
      <Page title="How ready you are">
        <AccountOnly>{null}</AccountOnly>
      </Page>
    );
  }
  return (
    <Frame
      analysis={data?.result}
      error={error}
      onRetry={() => void refetch()}
      role={data?.result.role.slug ?? ""}
      variant={data?.result.variant ?? ""}
      keptAt={data?.createdAt}
      analysisId={id}
    />
  );
}

function Fresh({ role, variant }: { role: string; variant: string }) {
  const { ratings, isLoading, error: failed, retry } = useRatings();
  const { data, error, refetch } = useReadiness({ role, variant, ratings, isEnabled: !isLoading && !failed });
  useRoleMemory(data ? role : "", variant);
  return (
    <Frame
      analysis={data}
      error={failed ?? error}
      onRetry={() => (failed ? retry() : void refetch())}
      role={role}
      variant={variant}
    />
  );
}

/** Readiness: a kept analysis by its id, else what the present ratings amount to. */
export function ReadinessScreen() {
  const { role, variant, analysis } = useQueryParams();
  if (analysis) return <Kept id={analysis} />;
  if (role && variant) return <Fresh role={role} variant={variant} />;
  return (
    <Page title="How ready you are">
      <Empty title="First choose a role">
        <ButtonLink href={pages.roles} kind="primary">
          See the roles
        </ButtonLink>
      </Empty>
    </Page>
  );
}
