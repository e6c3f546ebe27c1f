"use client";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";

import { ButtonLink } from "@/components/ui/button";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

/** What only somebody with an account can see; others are led to the log-in and back. */
export function AccountOnly({ children }: { children: ReactNode }) {
  const { user, isUnsure, error, retry } = useSession();
  const pathname = usePathname();
  const search = useSearchParams().toString();
  if (user) return children;
  if (error) return <Failure error={error} onRetry={retry} />;
  if (isUnsure) return <Skeleton height="block" label="Looking for your account" />;
  const here = search ? `${pathname}?${search}` : pathname;
  return (
    <Empty title="This belongs to an account">
      <p className="mb-4">Log in to see it. You come back here afterwards.</p>
      <span className="flex flex-wrap justify-center gap-3">
        <ButtonLink href={pages.login(here)} kind="primary">
          Log in
        </ButtonLink>
        <ButtonLink href={pages.signup(here)}>Sign up</ButtonLink>
      </span>
    </Empty>
  );
}
