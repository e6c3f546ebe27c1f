"use client";
import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { problemText } from "@/components/ui/problem-text";
import { useAutomaticRatingSync } from "@/hooks/use-rating-sync";
import { useSession } from "@/hooks/use-session";
import { needsAccount, pages } from "@/services/paths";

/** Leads from a personal page to the log-in when the session has ended, and back afterwards. */
function useLogInRedirect(hasEnded: boolean, pathname: string): void {
  const router = useRouter();
  useEffect(() => {
    const { search } = window.location;
    if (hasEnded && needsAccount(pathname, search)) router.replace(pages.login(`${pathname}${search}`));
  }, [hasEnded, pathname, router]);
}

/** On a public page an ended session is only mentioned. */
function SessionEndedNotice() {
  const router = useRouter();
  const t = useTranslations();
  const logIn = () => router.push(pages.login(`${window.location.pathname}${window.location.search}`));
  return (
    <div className="border-b border-line bg-weak-tint px-4 py-3">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-3">
        <p className="grow">{t("shell.session.ended")}</p>
        <Button onClick={logIn}>{t("shell.session.logInAgain")}</Button>
      </div>
    </div>
  );
}

/** On every page: keeps account and browser in step, and shows a notice only when that fails. */
export function SessionNotices() {
  const t = useTranslations();
  const { hasEnded } = useSession();
  const pathname = usePathname();
  useLogInRedirect(hasEnded, pathname);
  const sync = useAutomaticRatingSync();
  const isAuthPage = pathname === pages.login() || pathname === pages.signup();
  if (hasEnded) return isAuthPage ? null : <SessionEndedNotice />;
  if (sync.state !== "failed" || !sync.error) return null;
  return (
    <div role="alert" className="border-b border-line bg-weak-tint px-4 py-3">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-3">
        <p className="grow">{t("shell.session.unsaved", { detail: problemText(t, sync.error).detail })}</p>
        <Button onClick={() => void sync.flush()}>{t("shell.session.saveAgain")}</Button>
      </div>
    </div>
  );
}
