"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";

import { Mark } from "@/components/shell/mark";
import { ThemeToggle } from "@/components/shell/theme-toggle";
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

/** The way to everything, on every page. */
export function Header() {
  const pathname = usePathname();
  const { user, isUnsure } = useSession();
  return (
    <header className="border-b border-line bg-card">
      <div className="mx-auto flex max-w-5xl items-center gap-x-4 px-4 py-1.5 sm:gap-x-6 sm:px-6">
        <Link href={pages.home} prefetch={false} className="flex min-h-11 items-center gap-2.5 font-display text-lg font-bold">
          <Mark />
          <span className="max-sm:sr-only">Career Intelligence</span>
        </Link>
        <nav aria-label="Main" className="ml-auto flex items-center gap-x-4 sm:gap-x-6">
          <NavLink href={pages.roles} isHere={pathname.startsWith(pages.roles)}>
            Roles
          </NavLink>
          <NavLink href={pages.skills} isHere={pathname.startsWith(pages.skills)}>
            My skills
          </NavLink>
          <span className="max-sm:hidden">
            <NavLink href={pages.matches()} isHere={pathname.startsWith(pages.matches())}>
              Matches
            </NavLink>
          </span>
          {user ? (
            <NavLink href={pages.me} isHere={pathname.startsWith(pages.me)}>
              My route
            </NavLink>
          ) : (
            <span className={isUnsure ? "invisible" : ""}>
              <NavLink href={pages.login()} isHere={pathname === pages.login()}>
                Log in
              </NavLink>
            </span>
          )}
        </nav>
        <ThemeToggle />
      </div>
    </header>
  );
}
