"use client";
import Link from "next/link";

import { hoursLeftWords, roleName, wholePoints } from "@/components/ranking/words";
import { ButtonLink } from "@/components/ui/button";
import { variantName } from "@/components/ui/format";
import { Meter } from "@/components/ui/meter";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useTransitions } from "@/hooks/use-ranking";
import { pages } from "@/services/paths";
import type { Transition } from "@/types/ranking";

const FIRST = 6;

/** Ways on: what one holds already with this role is no way, and of every role the nearest open seniority is enough. */
function waysFrom(slug: string, roles: readonly Transition[]): Transition[] {
  const seen = new Set<string>();
  return roles
    .filter(({ role, points }) => {
      const isNew = !seen.has(role.slug) && !(role.slug === slug && points >= 100);
      if (isNew) seen.add(role.slug);
      return isNew;
    })
    .slice(0, FIRST);
}

function Way({ way }: { way: Transition }) {
  const points = wholePoints(way.points);
  return (
    <li className="card grid content-start gap-2 p-4">
      <h3 className="text-lg">
        <Link href={pages.role(way.role.slug)} prefetch={false} className="link">
          {way.role.title}
        </Link>
      </h3>
      <p className="text-sm text-soft">{variantName(way.variant)}</p>
      <Meter label={`${roleName(way)}: ${points} of 100 met already`} value={way.points} max={100} tone={points === 100 ? "strong" : "course"} />
      <p className="text-sm text-soft">
        {points === 100 ? "Everything is met already." : `${points} of 100 met already, ${hoursLeftWords(way.hoursLeft)} more.`}
      </p>
    </li>
  );
}

/** Where one can go from a role: the others, nearest first, for somebody who meets it and nothing else. */
export function RoleTransitions({ slug, title, variant }: { slug: string; title: string; variant: string }) {
  const { data, error, refetch } = useTransitions(slug, variant);
  return (
    <section aria-labelledby="ways">
      <h2 id="ways" className="text-2xl">
        Where one can go from here
      </h2>
      <p className="mb-4 text-soft">{`For somebody who meets all that ${title}, ${variantName(variant).toLowerCase()}, asks for, and nothing else. A roadmap adds what the hours stand on.`}</p>
      {data ? (
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {waysFrom(slug, data.roles).map((way) => (
            <Way key={roleName(way)} way={way} />
          ))}
        </ul>
      ) : null}
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton rows={2} label="Looking for ways on" /> : null}
      <p className="mt-4">
        <ButtonLink href={pages.matches({ slug, variant })}>Add what I can do besides</ButtonLink>
      </p>
    </section>
  );
}
