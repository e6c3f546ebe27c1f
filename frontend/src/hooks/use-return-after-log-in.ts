"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

import { useQueryParams } from "@/hooks/use-query-params";
import { useSession } from "@/hooks/use-session";
import { safeNext } from "@/services/paths";

/** Leaves the page as soon as the person is logged in; returns the page to go back to, as the address names it. */
export function useReturnAfterLogIn(): string | undefined {
  const { next } = useQueryParams();
  const { user } = useSession();
  const router = useRouter();
  const target = safeNext(next);
  useEffect(() => {
    if (user) router.replace(target);
  }, [user, router, target]);
  return next ?? undefined;
}
