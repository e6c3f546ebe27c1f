"use client";
import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";

import { Button } from "@/components/ui/button";
import { wordsOf } from "@/components/ui/notice";
import { useAutomaticRatingSync } from "@/hooks/use-rating-sync";
import { useSession } from "@/hooks/use-session";
import { needsAccount, pages } from "@/services/paths";

/** Leads from a personal page to the log-in when a session ran out, and back afterwards. */
function useWayBack(hasEnded: boolean, pathname: string): void {
  const router = useRouter();
  useEffect(() => {
    const { search } = window.location;
    if (hasEnded && needsAccount(pathname, search)) router.replace(pages.login(`${pathname}${search}`));
  }, [hasEnded, pathname, router]);
}

/** On a page for everybody an ended session is only mentioned. */
function EndedNotice() {
  const router = useRouter();
  const enter = () => router.push(pages.login(`${window.location.pathname}${window.location.search}`));
  return (
    <div className="border-b border-line bg-weak-tint px-4 py-3">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-3">
        <p className="grow">Your session has ended. What you enter is kept in this browser until you log in again.</p>
        <Button onClick={enter}>Log in again</Button>
      </div>
    </div>
  );
}

/** Stands on every page: keeps account and browser in step, and speaks up only when that fails. */
export function SessionWatch() {
  const { hasEnded } = useSession();
  const pathname = usePathname();
  useWayBack(hasEnded, pathname);
  const sync = useAutomaticRatingSync();
  const isAtDoor = pathname === pages.login() || pathname === pages.signup();
  if (hasEnded) return isAtDoor ? null : <EndedNotice />;
  if (sync.state !== "failed" || !sync.error) return null;
  return (
    <div role="alert" className="border-b border-line bg-weak-tint px-4 py-3">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-3">
        <p className="grow">
          Your ratings are kept in this browser but not in your account yet. {wordsOf(sync.error).detail}
        </p>
        <Button onClick={() => void sync.flush()}>Save again</Button>
      </div>
    </div>
  );
}
