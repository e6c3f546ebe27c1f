"use client";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { AccountDialog } from "@/components/admin/account-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { useAccountSearch } from "@/hooks/use-admin";
import type { ManagedAccount } from "@/types/model";

function AccountLine({ account, onManage }: { account: ManagedAccount; onManage: () => void }) {
  const t = useTranslations();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-3 last:border-0">
      <span className="min-w-0">
        <span className="font-semibold break-words">{account.email}</span>
        {account.role === "learner" ? null : (
          <span className="tag ml-2">{t("admin.role.name", { role: account.role })}</span>
        )}
        {account.isDisabled ? <span className="tag ml-2">{t("admin.accounts.disabled")}</span> : null}
        <span className="block text-sm text-soft">
          {t("admin.accounts.created", { created: new Date(account.createdAt) })}
        </span>
      </span>
      <Button aria-label={t("admin.accounts.manageOne", { email: account.email })} onClick={onManage}>
        {t("admin.accounts.manage")}
      </Button>
    </li>
  );
}

/** Accounts by address or id, and the way to manage each of them. */
export function AccountSearch({ onAudit }: { onAudit: (account: string) => void }) {
  const t = useTranslations();
  const [typed, setTyped] = useState("");
  const [query, setQuery] = useState("");
  const [managed, setManaged] = useState<string | null>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAccountSearch(query);
  const accounts = data?.pages.flatMap((page) => page.items) ?? [];
  function submit(event: FormEvent) {
    event.preventDefault();
    setQuery(typed.trim());
  }
  return (
    <section aria-labelledby="accounts" className="grid gap-3">
      <h2 id="accounts" className="text-2xl">
        {t("admin.accounts.title")}
      </h2>
      <form role="search" onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <div className="w-full max-w-md">
          <Field
            label={t("admin.accounts.query")}
            hint={t("admin.accounts.queryHint")}
            value={typed}
            onValue={setTyped}
            autoComplete="off"
            maxLength={254}
          />
        </div>
        <Button type="submit">{t("admin.accounts.search")}</Button>
      </form>
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton label={t("admin.accounts.loading")} /> : null}
      {data && accounts.length === 0 ? (
        <Empty title={t("admin.accounts.empty")}>{t("admin.accounts.emptyHint")}</Empty>
      ) : null}
      {accounts.length > 0 ? (
        <ul className="card px-4">
          {accounts.map((account) => (
            <AccountLine key={account.id} account={account} onManage={() => setManaged(account.id)} />
          ))}
        </ul>
      ) : null}
      {hasNextPage ? (
        <div>
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("common.showMore")}
          </Button>
        </div>
      ) : null}
      {managed ? <AccountDialog id={managed} onClose={() => setManaged(null)} onAudit={onAudit} /> : null}
    </section>
  );
}
