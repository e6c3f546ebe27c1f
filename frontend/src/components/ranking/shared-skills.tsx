"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

import { roundHours } from "@/components/ranking/rounding";
import { pages } from "@/services/paths";
import type { SharedSkill } from "@/types/ranking";

const NAMED = 3;

function Card({ shared }: { shared: SharedSkill }) {
  const { skill, level, hours, text, roles } = shared;
  const t = useTranslations();
  const named = roles
    .slice(0, NAMED)
    .map(({ role, variantTitle }) => t("seniority.role", { role: role.title, variant: variantTitle }));
  const more = roles.length > NAMED ? [t("ranking.shared.more", { count: roles.length - NAMED })] : [];
  return (
    <li className="card relative flex flex-col p-5 focus-within:border-course hover:border-course">
      <h3 className="text-lg">
        <Link
          href={pages.skill(skill.slug)}
          prefetch={false}
          className="after:absolute after:inset-0 after:rounded-[0.9rem]"
        >
          {t("level.stepShort", { skill: skill.title, level })}
        </Link>
      </h3>
      <p className="mt-1">{text}</p>
      <p className="text-sm text-soft">{t("ranking.shared.hours", { hours: roundHours(hours) })}</p>
      <p className="mt-3 flex flex-wrap gap-1.5">
        {[...named, ...more].map((name) => (
          <span key={name} className="tag">
            {name}
          </span>
        ))}
      </p>
    </li>
  );
}

/** The next levels that bring a person closer to most of the roles near them. */
export function SharedSkills({ skills }: { skills: readonly SharedSkill[] }) {
  const t = useTranslations();
  if (skills.length === 0) return null;
  return (
    <section aria-labelledby="shared">
      <h2 id="shared" className="text-2xl">
        {t("ranking.shared.title")}
      </h2>
      <p className="mb-4 text-soft">{t("ranking.shared.text")}</p>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {skills.map((shared) => (
          <Card key={shared.skill.slug} shared={shared} />
        ))}
      </ul>
    </section>
  );
}
