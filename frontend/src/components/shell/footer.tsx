"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

import { useKnowledge } from "@/hooks/use-catalog";
import { api, pages } from "@/services/paths";

/** Which content this is, and where programs find the API. */
export function Footer() {
  const t = useTranslations();
  const { data } = useKnowledge();
  return (
    <footer className="mt-auto border-t border-line bg-card text-sm text-soft">
      <div className="mx-auto flex max-w-5xl flex-wrap gap-x-6 gap-y-2 px-4 py-5 sm:px-6">
        <p className="grow">
          {data
            ? t("shell.footer.content", {
                version: data.knowledgeVersion,
                roles: data.counts.roles ?? 0,
                skills: data.counts.skills ?? 0,
                resources: data.counts.resources ?? 0,
                licence: data.licence,
              })
            : t("shell.footer.open")}
        </p>
        <Link href={pages.roles} prefetch={false} className="link">
          {t("common.allRoles")}
        </Link>
        <Link href={pages.matches()} prefetch={false} className="link">
          {t("shell.footer.nearbyRoles")}
        </Link>
        <a href={api.docs} className="link">
          {t("shell.footer.api")}
        </a>
      </div>
    </footer>
  );
}
