"use client";
import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";

import { Button } from "@/components/ui/button";
import { wordsOf } from "@/components/ui/notice";
import { useAutomaticRatingSync } from "@/hooks/use-rating-sync";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

/** Leads to the log-in when a session ran out, and back to where one was afterwards. */
function useWayBack(hasEnded: boolean): void {
  const router = useRouter();
  const pathname = usePathname();
  useEffect(() => {
    if (!hasEnded || pathname === pages.login() || pathname === pages.signup()) return;
    router.replace(pages.login(`${window.location.pathname}${window.location.search}`));
  }, [hasEnded, pathname, router]);
}

/** Stands on every page: keeps account and browser in step, and speaks up only when that fails. */
export function SessionWatch() {
  const { hasEnded } = useSession();
  useWayBack(hasEnded);
  const sync = useAutomaticRatingSync();
  if (sync.state !== "failed" || !sync.error || hasEnded) return null;
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
