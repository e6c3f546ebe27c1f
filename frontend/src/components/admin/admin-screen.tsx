"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { AccountOnly } from "@/components/account/account-only";
import { AccountSearch } from "@/components/admin/account-search";
import { AuditList } from "@/components/admin/audit-list";
import { TableSizes } from "@/components/admin/table-sizes";
import { Empty, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useIsAdmin } from "@/hooks/use-admin";

function AdminBody() {
  const t = useTranslations();
  const isAdmin = useIsAdmin();
  const [account, setAccount] = useState("");
  if (isAdmin === null) return <Skeleton height="block" label={t("account.gate.loading")} />;
  if (!isAdmin) return <Empty title={t("admin.none.title")}>{t("admin.none.text")}</Empty>;
  return (
    <>
      <AccountSearch onAudit={setAccount} />
      <AuditList key={account} account={account} />
      <TableSizes />
    </>
  );
}

/** For admins: accounts, the audit log, and how large the tables are. */
export function AdminScreen() {
  const t = useTranslations();
  return (
    <Page title={t("titles.admin")}>
      <AccountOnly>
        <AdminBody />
      </AccountOnly>
    </Page>
  );
}
