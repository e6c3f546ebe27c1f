"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";

import { AccountOnly } from "@/components/account/account-only";
import { Button, ButtonLink } from "@/components/ui/button";
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
  const t = useTranslations();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useRoadmaps("archived", true);
  if (!data)
    return error ? (
      <Failure error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton label={t("dashboard.archived.loading")} />
    );
  const roadmaps = data.pages.flatMap((page) => page.items);
  if (roadmaps.length === 0)
    return <Empty title={t("dashboard.archived.empty")}>{t("dashboard.archived.emptyText")}</Empty>;
  return (
    <>
      <ul className="card px-5">
        {roadmaps.map(({ id, role, variantTitle: variant, createdAt, archivedAt, progress }) => (
          <Row
            key={id}
            href={pages.roadmap(id)}
            title={t("seniority.role", { role: role.title, variant })}
            text={t("dashboard.archived.item", {
              start: new Date(createdAt),
              end: new Date(archivedAt ?? createdAt),
              done: progress.done,
              total: progress.total,
            })}
          />
        ))}
      </ul>
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{t("dashboard.archived.more")}</Button> : null}
    </>
  );
}

/** The analysis of the same role that came before this one, in a list that runs from new to old. */
function previous(analyses: readonly AnalysisSummary[], index: number): AnalysisSummary | undefined {
  const { role, variant } = analyses[index] ?? {};
  return analyses.slice(index + 1).find((other) => other.role.slug === role?.slug && other.variant === variant);
}

function Analyses() {
  const t = useTranslations();
  const format = useFormatter();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useAnalyses(true);
  if (!data)
    return error ? (
      <Failure error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton label={t("dashboard.analyses.loading")} />
    );
  const analyses = data.pages.flatMap((page) => page.items);
  if (analyses.length === 0) {
    return (
      <Empty title={t("dashboard.analyses.empty")}>
        <ButtonLink href={pages.roles}>{t("common.chooseRole")}</ButtonLink>
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
              title={t("dashboard.analyses.item", {
                role: analysis.role.title,
                variant: analysis.variantTitle,
                points: analysis.readinessPoints,
              })}
              text={format.dateTime(new Date(analysis.createdAt), "minute")}
            >
              {before ? (
                <Link href={pages.comparison(before.id, analysis.id)} prefetch={false} className="link">
                  {t("dashboard.analyses.compare", { points: before.readinessPoints })}
                </Link>
              ) : null}
            </Row>
          );
        })}
      </ul>
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{t("dashboard.analyses.more")}</Button> : null}
    </>
  );
}

/** Archived roadmaps and every analysis. */
export function HistoryScreen() {
  const t = useTranslations();
  return (
    <Page title={t("titles.history")} lead={t("dashboard.historyLead")}>
      <AccountOnly>
        <section aria-labelledby="archived" className="grid gap-3">
          <h2 id="archived" className="text-2xl">
            {t("dashboard.archived.title")}
          </h2>
          <Archived />
        </section>
        <section aria-labelledby="analyses" className="grid gap-3">
          <h2 id="analyses" className="text-2xl">
            {t("dashboard.analyses.title")}
          </h2>
          <Analyses />
        </section>
      </AccountOnly>
    </Page>
  );
}
