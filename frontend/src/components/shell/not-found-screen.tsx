"use client";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";

import { RoleScreen } from "@/components/roles/role-screen";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { useIsHydrated } from "@/hooks/use-store";
import { pages } from "@/services/paths";

/** An unknown address, unless it is a role published after this app was built: that is shown from the API. */
export function NotFoundScreen() {
  const t = useTranslations();
  const isHydrated = useIsHydrated();
  const pathname = usePathname();
  if (!isHydrated) return <Page title={t("shell.notFound.loading")}>{null}</Page>;
  const slug = /^\/roles\/([a-z0-9-]+)\/?$/.exec(pathname)?.[1];
  if (slug) return <RoleScreen slug={slug} />;
  return (
    <Page title={t("shell.notFound.title")} lead={t("shell.notFound.lead")}>
      <p className="flex flex-wrap gap-3">
        <ButtonLink href={pages.roles} kind="primary">
          {t("common.chooseRole")}
        </ButtonLink>
        <ButtonLink href={pages.home}>{t("shell.notFound.home")}</ButtonLink>
      </p>
    </Page>
  );
}
