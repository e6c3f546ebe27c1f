"use client";
import Link from "next/link";
import type { ReactNode } from "react";

import { AccountOnly } from "@/components/account/account-only";
import { Button, ButtonLink } from "@/components/ui/button";
import { date, dateTime, points, variantName } from "@/components/ui/format";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useAnalyses } from "@/hooks/use-analyses";
import { useRoadmaps } from "@/hooks/use-roadmaps";
import { pages } from "@/services/paths";
import type { AnalysisSummary } from "@/types/model";

function Row({ href, title, text, children }: { href: string; title: string; text: string; children?: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-3 last:border-0">
      <span>
        <Link href={href} prefetch={false} className="link font-semibold">
          {title}
        </Link>
        <span className="block text-sm text-soft">{text}</span>
      </span>
      {children}
    </li>
  );
}

function Archived() {
  const { data, error, refetch, hasNextPage, fetchNextPage } = useRoadmaps("archived", true);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton label="Loading archived roadmaps" />;
  const roadmaps = data.pages.flatMap((page) => page.items);
  if (roadmaps.length === 0) return <Empty title="Nothing archived">When you analyse again, the roadmap before it is kept here.</Empty>;
  return (
    <>
      <ul className="card px-5">
        {roadmaps.map(({ id, role, variant, createdAt, archivedAt, progress }) => (
          <Row
            key={id}
            href={pages.roadmap(id)}
            title={`${role.title}, ${variantName(variant).toLowerCase()}`}
            text={`${date(createdAt)} to ${date(archivedAt ?? createdAt)}, ${progress.done} of ${progress.total} steps done`}
          />
        ))}
      </ul>
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>Show more roadmaps</Button> : null}
    </>
  );
}

/** The analysis of the same role that came before this one, in a list that runs from new to old. */
function previous(analyses: readonly AnalysisSummary[], index: number): AnalysisSummary | undefined {
  const { role, variant } = analyses[index] ?? {};
  return analyses.slice(index + 1).find((other) => other.role.slug === role?.slug && other.variant === variant);
}

function Analyses() {
  const { data, error, refetch, hasNextPage, fetchNextPage } = useAnalyses(true);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton label="Loading analyses" />;
  const analyses = data.pages.flatMap((page) => page.items);
  if (analyses.length === 0) {
    return (
      <Empty title="No analysis yet">
        <ButtonLink href={pages.roles}>Choose a role</ButtonLink>
      </Empty>
    );
  }
  return (
    <>
      <ul className="card px-5">
        {analyses.map((analysis, index) => {
          const before = previous(analyses, index);
          return (
            <Row
              key={analysis.id}
              href={pages.analysis(analysis.id)}
              title={`${analysis.role.title}, ${variantName(analysis.variant).toLowerCase()}: ${points(analysis.readinessPoints)}`}
              text={`${dateTime(analysis.createdAt)}, knowledge ${analysis.knowledgeVersion}`}
            >
              {before ? (
                <Link href={pages.comparison(before.id, analysis.id)} prefetch={false} className="link">
                  {`Compare with ${points(before.readinessPoints)} before`}
                </Link>
              ) : null}
            </Row>
          );
        })}
      </ul>
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>Show more analyses</Button> : null}
    </>
  );
}

/** What was: archived roadmaps and every analysis. */
export function HistoryScreen() {
  return (
    <Page title="History" lead="Nothing you did is thrown away.">
      <AccountOnly>
        <section aria-labelledby="archived" className="grid gap-3">
          <h2 id="archived" className="text-2xl">
            Archived roadmaps
          </h2>
          <Archived />
        </section>
        <section aria-labelledby="analyses" className="grid gap-3">
          <h2 id="analyses" className="text-2xl">
            Analyses
          </h2>
          <Analyses />
        </section>
      </AccountOnly>
    </Page>
  );
}
