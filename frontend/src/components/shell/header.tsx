"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";

import { Logo } from "@/components/shell/logo";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { useIsAdmin } from "@/hooks/use-admin";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

function NavLink({ href, isHere, children }: { href: string; isHere: boolean; children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isHere ? "page" : undefined}
      className="flex min-h-11 items-center border-b-2 border-transparent px-1 font-semibold whitespace-nowrap hover:border-edge aria-[current=page]:border-course"
    >
      {children}
    </Link>
  );
}

/** The main navigation, on every page. */
export function Header() {
  const t = useTranslations();
  const pathname = usePathname();
  const { user, isUnsure } = useSession();
  const isAdmin = useIsAdmin();
  return (
    <header className="border-b border-line bg-card">
      <div className="mx-auto flex max-w-5xl items-center gap-x-4 px-4 py-1.5 sm:gap-x-6 sm:px-6">
        <Link
          href={pages.home}
          prefetch={false}
          className="flex min-h-11 items-center gap-2.5 font-display text-lg font-bold"
        >
          <Logo />
          <span className="max-sm:sr-only">{t("titles.app")}</span>
        </Link>
        <nav aria-label={t("shell.nav.label")} className="ml-auto flex items-center gap-x-3 sm:gap-x-6">
          <NavLink href={pages.roles} isHere={pathname.startsWith(pages.roles)}>
            {t("shell.nav.roles")}
          </NavLink>
          <NavLink href={pages.skills} isHere={pathname.startsWith(pages.skills)}>
            {t("shell.nav.skills")}
          </NavLink>
          <span className="max-sm:hidden">
            <NavLink href={pages.matches()} isHere={pathname.startsWith(pages.matches())}>
              {t("shell.nav.matches")}
            </NavLink>
          </span>
          {isAdmin ? (
            <NavLink href={pages.admin} isHere={pathname.startsWith(pages.admin)}>
              {t("shell.nav.admin")}
            </NavLink>
          ) : null}
          {user ? (
            <NavLink href={pages.me} isHere={pathname.startsWith(pages.me)}>
              {t("shell.nav.me")}
            </NavLink>
          ) : (
            <span className={isUnsure ? "invisible" : ""}>
              <NavLink href={pages.login()} isHere={pathname === pages.login()}>
                {t("common.logIn")}
              </NavLink>
            </span>
          )}
        </nav>
        <ThemeToggle />
      </div>
    </header>
  );
}
