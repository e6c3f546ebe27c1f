"use client";
import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTranslations } from "use-intl";

import { OutboxNotice } from "@/components/shell/outbox-notice";
import { Button } from "@/components/ui/button";
import { useFollowedDraft } from "@/hooks/use-former-slugs";
import { useOutboxDelivery } from "@/hooks/use-outbox-delivery";
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

/** On every page: delivers what waits in this browser, and says what does and why. */
export function SessionNotices() {
  const { hasEnded } = useSession();
  const pathname = usePathname();
  useLogInRedirect(hasEnded, pathname);
  useOutboxDelivery();
  useFollowedDraft();
  const isAuthPage = pathname === pages.login() || pathname === pages.signup();
  return (
    <>
      {hasEnded && !isAuthPage ? <SessionEndedNotice /> : null}
      <OutboxNotice />
    </>
  );
}
