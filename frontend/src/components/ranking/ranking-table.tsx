"use client";
import Link from "next/link";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";

import { wholePoints } from "@/components/ranking/rounding";
import { Button } from "@/components/ui/button";
import { Meter } from "@/components/ui/meter";
import { pages } from "@/services/paths";
import type { RankedRole } from "@/types/ranking";

const FIRST = 12;

/** What stands between a person and the role. */
function gapState({ missing, weak, notTold }: RankedRole): "both" | "missing" | "weak" | "none" | "met" {
  if (missing > 0) return weak > 0 ? "both" : "missing";
  if (weak > 0) return "weak";
  return notTold > 0 ? "none" : "met";
}

function Row({ ranked, rank }: { ranked: RankedRole; rank: number }) {
  const t = useTranslations();
  const format = useFormatter();
  const { role, variant, variantTitle, points, band, hoursLeft, isReady, missing, weak, notTold } = ranked;
  const shown = wholePoints(points);
  return (
    <tr className="border-t border-line align-top">
      <td className="py-3 pr-2 text-right whitespace-nowrap text-soft">{format.number(rank)}</td>
      <th scope="row" className="py-3 pr-3 text-left font-normal">
        <Link href={pages.readiness(role.slug, variant)} prefetch={false} className="link font-semibold">
          {role.title}
        </Link>
        <span className="block text-sm text-soft">
          {t("ranking.table.detail", {
            variant: variantTitle,
            gaps: t("ranking.gaps", { state: gapState(ranked), missing, weak, notTold }),
          })}
        </span>
        {hoursLeft > 0 ? (
          <Link
            href={pages.plan(role.slug, variant)}
            prefetch={false}
            aria-label={t("ranking.table.planRole", {
              role: t("seniority.role", { role: role.title, variant: variantTitle }),
            })}
            className="link text-sm"
          >
            {t("ranking.table.plan")}
          </Link>
        ) : null}
      </th>
      <td className="w-1/4 py-3 pr-3 sm:w-2/5">
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-semibold">{shown}</span>
          {band ? <span className="text-sm text-soft max-sm:sr-only">{band.title}</span> : null}
        </span>
        <Meter
          label={t("ranking.table.readinessLabel", { points: shown })}
          value={points}
          max={100}
          tone={isReady ? "strong" : "course"}
        />
      </td>
      <td className="py-3 text-right whitespace-nowrap">{t("ranking.table.hoursAbout", { hours: hoursLeft })}</td>
    </tr>
  );
}

/** Every role and seniority with its numbers; the first dozen, and the rest on request. */
export function RankingTable({ roles }: { roles: readonly RankedRole[] }) {
  const t = useTranslations();
  const [isAll, setIsAll] = useState(false);
  const shown = isAll ? roles : roles.slice(0, FIRST);
  return (
    <div className="card px-3 pb-2 sm:px-5">
      <table className="w-full">
        <caption className="sr-only">{t("ranking.table.caption")}</caption>
        <thead>
          <tr className="text-sm text-soft">
            <th scope="col" className="py-2 pr-2 text-right font-normal">
              <span aria-hidden="true">{t("ranking.table.rankSign")}</span>
              <span className="sr-only">{t("ranking.table.rank")}</span>
            </th>
            <th scope="col" className="py-2 text-left font-normal">
              {t("ranking.table.role")}
            </th>
            <th scope="col" className="py-2 text-left font-normal">
              {t("ranking.table.readiness")}
            </th>
            <th scope="col" className="py-2 text-right font-normal">
              {t("ranking.table.hours")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((ranked, index) => (
            <Row key={`${ranked.role.slug} ${ranked.variant}`} ranked={ranked} rank={index + 1} />
          ))}
        </tbody>
      </table>
      {roles.length > FIRST ? (
        <p className="py-3">
          <Button onClick={() => setIsAll(!isAll)}>
            {isAll ? t("ranking.table.less") : t("ranking.table.more", { count: roles.length })}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
