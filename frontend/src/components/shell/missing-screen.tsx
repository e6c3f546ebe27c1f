"use client";
import { usePathname } from "next/navigation";

import { RoleScreen } from "@/components/roles/role-screen";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { useIsHydrated } from "@/hooks/use-store";
import { pages } from "@/services/paths";

/** Nothing here, unless it is a role published after this app was built: that is shown from the API. */
export function MissingScreen() {
  const isHydrated = useIsHydrated();
  const pathname = usePathname();
  if (!isHydrated) return <Page title="One moment">{null}</Page>;
  const slug = /^\/roles\/([a-z0-9-]+)\/?$/.exec(pathname)?.[1];
  if (slug) return <RoleScreen slug={slug} />;
  return (
    <Page title="There is no such page" lead="The address may be old, or a letter may be missing.">
      <p className="flex flex-wrap gap-3">
        <ButtonLink href={pages.roles} kind="primary">
          Choose a role
        </ButtonLink>
        <ButtonLink href={pages.home}>First page</ButtonLink>
      </p>
    </Page>
  );
}
