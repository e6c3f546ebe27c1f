"use client";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { RoleGrid } from "@/components/roles/role-grid";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useRoles, useRoleSearch } from "@/hooks/use-catalog";
import { pages } from "@/services/paths";
import type { RoleSummary } from "@/types/model";

/** All roles, and a search that narrows them while typing. */
export function RolesScreen({ known }: { known?: readonly RoleSummary[] | undefined }) {
  const t = useTranslations();
  const all = useRoles(known);
  const [search, setSearch] = useState("");
  const searched = useRoleSearch(search);
  const found = searched.isSearch ? searched.found : all.roles;
  const { error, refetch } = searched.isSearch ? searched : all;
  return (
    <Page title={t("common.chooseRole")} lead={t("roles.lead")}>
      <div className="max-w-md">
        <Field
          label={t("roles.search")}
          type="search"
          value={search}
          onValue={setSearch}
          autoComplete="off"
          maxLength={100}
        />
        <p role="status" className="mt-1 text-sm text-soft">
          {found ? t("roles.count", { count: found.length }) : ""}
        </p>
      </div>
      <p>
        {t.rich("roles.notSure", {
          link: (text) => (
            <Link href={pages.matches()} prefetch={false} className="link">
              {text}
            </Link>
          ),
        })}
      </p>
      {!found && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!found && !error ? <Skeleton label={t("common.loadingRoles")} /> : null}
      {found && found.length > 0 ? (
        <section aria-labelledby="found">
          <h2 id="found" className="sr-only">
            {t("titles.roles")}
          </h2>
          <RoleGrid roles={found} />
        </section>
      ) : null}
      {found?.length === 0 ? (
        <Empty title={searched.isSearch ? t("roles.noMatch", { search }) : t("roles.empty")}>
          <p className="mb-4">{t("roles.noMatchHint")}</p>
          <Button onClick={() => setSearch("")}>{t("roles.showAll")}</Button>
        </Empty>
      ) : null}
    </Page>
  );
}
