"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

import { wholePoints } from "@/components/ranking/rounding";
import { ButtonLink } from "@/components/ui/button";
import { Meter } from "@/components/ui/meter";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useTransitions } from "@/hooks/use-ranking";
import { pages } from "@/services/paths";
import type { Transition } from "@/types/ranking";

const FIRST = 6;

/** The roles most alike, each in its readiest seniority; the role itself only where it is not met already. */
function nextRoles(slug: string, roles: readonly Transition[]): Transition[] {
  const readiest = new Map<string, Transition>();
  for (const transition of roles) {
    const { role, points } = transition;
    if (role.slug === slug && points >= 100) continue;
    if (points > (readiest.get(role.slug)?.points ?? -1)) readiest.set(role.slug, transition);
  }
  return [...readiest.values()].slice(0, FIRST);
}

function TransitionCard({ transition }: { transition: Transition }) {
  const t = useTranslations();
  const { role, variantTitle, hoursLeft, text } = transition;
  const points = wholePoints(transition.points);
  return (
    <li className="card grid content-start gap-2 p-4">
      <h3 className="text-lg">
        <Link href={pages.role(role.slug)} prefetch={false} className="link">
          {role.title}
        </Link>
      </h3>
      <p className="text-sm text-soft">{variantTitle}</p>
      <p className="text-sm">{text}</p>
      <Meter
        label={t("ranking.transitions.label", {
          role: t("seniority.role", { role: role.title, variant: variantTitle }),
          points,
        })}
        value={transition.points}
        max={100}
        tone={points === 100 ? "strong" : "course"}
      />
      <p className="text-sm text-soft">
        {points === 100 ? t("ranking.transitions.allMet") : t("ranking.transitions.met", { points, hours: hoursLeft })}
      </p>
    </li>
  );
}

interface RoleTransitionsProps {
  slug: string;
  title: string;
  variant: string;
  variantTitle: string;
}

/** Where a role leads: the other roles, most alike first, for someone who meets it and nothing else. */
export function RoleTransitions({ slug, title, variant, variantTitle }: RoleTransitionsProps) {
  const t = useTranslations();
  const { data, error, refetch } = useTransitions(slug, variant);
  return (
    <section aria-labelledby="transitions">
      <h2 id="transitions" className="text-2xl">
        {t("ranking.transitions.title")}
      </h2>
      <p className="mb-4 text-soft">
        {t("ranking.transitions.text", { role: t("seniority.role", { role: title, variant: variantTitle }) })}
      </p>
      {data ? (
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {nextRoles(slug, data.roles).map((transition) => (
            <TransitionCard key={`${transition.role.slug} ${transition.variant}`} transition={transition} />
          ))}
        </ul>
      ) : null}
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton rows={2} label={t("ranking.transitions.loading")} /> : null}
      <p className="mt-4">
        <ButtonLink href={pages.matches({ slug, variant })}>{t("ranking.transitions.addSkills")}</ButtonLink>
      </p>
    </section>
  );
}
