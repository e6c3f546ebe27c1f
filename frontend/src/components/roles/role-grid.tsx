"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

import { pages } from "@/services/paths";
import type { RoleSummary } from "@/types/model";

/** Roles to choose from, each with its hours from zero. */
export function RoleGrid({ roles }: { roles: readonly RoleSummary[] }) {
  const t = useTranslations();
  return (
    <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {roles.map((role) => (
        <li key={role.slug} className="card relative flex flex-col p-5 focus-within:border-course hover:border-course">
          <h3 className="text-lg">
            <Link
              href={pages.role(role.slug)}
              prefetch={false}
              className="after:absolute after:inset-0 after:rounded-[0.9rem]"
            >
              {role.title}
            </Link>
          </h3>
          <p className="mt-1 grow text-soft">{role.summary}</p>
          <p className="mt-3 flex flex-wrap gap-1.5">
            {role.variants.map(({ variant, title, hours }) => (
              <span key={variant} className="tag">
                {t("roles.seniority.tag", { variant: title, hours: hours.typical })}
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
