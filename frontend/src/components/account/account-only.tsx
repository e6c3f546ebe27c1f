"use client";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { ButtonLink } from "@/components/ui/button";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

/** What needs an account; anyone else is led to the log-in and back. */
export function AccountOnly({ children }: { children: ReactNode }) {
  const t = useTranslations();
  const { user, isUnsure, error, retry } = useSession();
  const pathname = usePathname();
  const search = useSearchParams().toString();
  if (user) return children;
  if (error) return <Failure error={error} onRetry={retry} />;
  if (isUnsure) return <Skeleton height="block" label={t("account.gate.loading")} />;
  const here = search ? `${pathname}?${search}` : pathname;
  return (
    <Empty title={t("account.gate.title")}>
      <p className="mb-4">{t("account.gate.text")}</p>
      <span className="flex flex-wrap justify-center gap-3">
        <ButtonLink href={pages.login(here)} kind="primary">
          {t("common.logIn")}
        </ButtonLink>
        <ButtonLink href={pages.signup(here)}>{t("common.signUp")}</ButtonLink>
      </span>
    </Empty>
  );
}
