"use client";
import Link from "next/link";
import { useState } from "react";

import { gapWords, roleName, roundHours, wholePoints } from "@/components/ranking/words";
import { Button } from "@/components/ui/button";
import { variantName } from "@/components/ui/format";
import { Meter } from "@/components/ui/meter";
import { pages } from "@/services/paths";
import type { RankedRole } from "@/types/ranking";

const FIRST = 12;

function Row({ ranked, place }: { ranked: RankedRole; place: number }) {
  const { role, variant, points, band, hoursLeft, isReady } = ranked;
  const shown = wholePoints(points);
  return (
    <tr className="border-t border-line align-top">
      <td className="py-3 pr-2 text-right whitespace-nowrap text-soft">{place}</td>
      <th scope="row" className="py-3 pr-3 text-left font-normal">
        <Link href={pages.readiness(role.slug, variant)} prefetch={false} className="link font-semibold">
          {role.title}
        </Link>
        <span className="block text-sm text-soft">{`${variantName(variant)} · ${gapWords(ranked)}`}</span>
        {hoursLeft > 0 ? (
          <Link href={pages.plan(role.slug, variant)} prefetch={false} aria-label={`Plan it: ${roleName(ranked)}`} className="link text-sm">
            Plan it
          </Link>
        ) : null}
      </th>
      <td className="w-1/4 py-3 pr-3 sm:w-2/5">
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-semibold">{shown}</span>
          <span className="text-sm text-soft max-sm:sr-only">{band.title}</span>
        </span>
        <Meter label={`Readiness ${shown} of 100`} value={points} max={100} tone={isReady ? "strong" : "course"} />
      </td>
      <td className="py-3 text-right whitespace-nowrap">{hoursLeft > 0 ? roundHours(hoursLeft) : "none"}</td>
    </tr>
  );
}

/** Every role and seniority with its numbers; the first dozen, and the rest on request. */
export function RankingTable({ roles }: { roles: readonly RankedRole[] }) {
  const [isAll, setIsAll] = useState(false);
  const shown = isAll ? roles : roles.slice(0, FIRST);
  return (
    <div className="card px-3 pb-2 sm:px-5">
      <table className="w-full">
        <caption className="sr-only">Roles by readiness and hours left</caption>
        <thead>
          <tr className="text-sm text-soft">
            <th scope="col" className="py-2 pr-2 text-right font-normal">
              <span aria-hidden="true">#</span>
              <span className="sr-only">Place</span>
            </th>
            <th scope="col" className="py-2 text-left font-normal">
              Role
            </th>
            <th scope="col" className="py-2 text-left font-normal">
              Readiness
            </th>
            <th scope="col" className="py-2 text-right font-normal">
              Left, about
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((ranked, index) => (
            <Row key={roleName(ranked)} ranked={ranked} place={index + 1} />
          ))}
        </tbody>
      </table>
      {roles.length > FIRST ? (
        <p className="py-3">
          <Button onClick={() => setIsAll(!isAll)}>{isAll ? "Show the first only" : `Show all ${roles.length}`}</Button>
        </p>
      ) : null}
    </div>
  );
}
