"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { RowTable } from "@/components/admin/row-table";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failure, Skeleton } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useManagedAccount, useManagedAccountChange } from "@/hooks/use-admin";
import { ACCOUNT_ROLES, type AccountRole, type ManagedAccount } from "@/types/model";

function AccountActions({ account }: { account: ManagedAccount }) {
  const t = useTranslations();
  const change = useManagedAccountChange(account.id);
  const [role, setRole] = useState<AccountRole>(account.role);
  const choose = (value: string) => setRole(ACCOUNT_ROLES.find((one) => one === value) ?? role);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t("admin.role.label")}
          value={role}
          options={ACCOUNT_ROLES.map((one) => [one, t("admin.role.name", { role: one })])}
          onChoose={choose}
        />
        <Button isBusy={change.isPending} disabled={role === account.role} onClick={() => change.mutate({ role })}>
          {t("admin.role.save")}
        </Button>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button isBusy={change.isPending} onClick={() => change.mutate({ endsSessions: true })}>
          {t("admin.accounts.endSessions")}
        </Button>
        <Button
          kind={account.isDisabled ? "quiet" : "danger"}
          isBusy={change.isPending}
          onClick={() => change.mutate({ isDisabled: !account.isDisabled })}
        >
          {account.isDisabled ? t("admin.accounts.enable") : t("admin.accounts.disable")}
        </Button>
      </div>
      <p className="text-sm text-soft">{t("admin.accounts.actionsHint")}</p>
      {change.error ? <Failure error={change.error} /> : null}
      <p role="status">{change.isSuccess ? t("admin.accounts.changed") : ""}</p>
    </div>
  );
}

interface AccountDialogProps {
  id: string;
  onClose: () => void;
  onAudit: (account: string) => void;
}

/** One account: its role, its access, and how many rows are stored for it. */
export function AccountDialog({ id, onClose, onAudit }: AccountDialogProps) {
  const t = useTranslations();
  const { data, error, refetch } = useManagedAccount(id);
  function showAudit() {
    onAudit(id);
    onClose();
  }
  return (
    <Dialog title={data?.account.email ?? t("admin.accounts.one")} onClose={onClose}>
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton label={t("admin.accounts.loadingOne")} /> : null}
      {data ? (
        <>
          <p className="text-sm break-all text-soft">{id}</p>
          <AccountActions account={data.account} />
          <details>
            <summary className="flex min-h-11 items-center font-semibold">{t("admin.stored.title")}</summary>
            <RowTable caption={t("admin.stored.caption")} rows={data.stored} />
          </details>
        </>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button onClick={showAudit}>{t("admin.audit.show")}</Button>
        <Button onClick={onClose}>{t("admin.accounts.close")}</Button>
      </div>
    </Dialog>
  );
}
