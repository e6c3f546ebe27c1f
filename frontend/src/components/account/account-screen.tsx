"use client";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { AccountOnly } from "@/components/account/account-only";
import { EmailForm } from "@/components/account/email-form";
import { LogOut } from "@/components/account/log-out";
import { PasswordForm } from "@/components/account/password-form";
import { SessionList } from "@/components/account/session-list";
import { StatisticsForm } from "@/components/account/statistics-form";
import { TimeZoneForm } from "@/components/account/time-zone-form";
import { VerificationBanner } from "@/components/account/verification-banner";
import { ConflictPanel } from "@/components/rating/conflict-panel";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Failure } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useAccount, useAccountChange, useExport } from "@/hooks/use-account";
import { useDeleteAccount, useSession } from "@/hooks/use-session";
import { useUndelivered } from "@/hooks/use-undelivered";
import { pages } from "@/services/paths";
import type { User } from "@/types/model";

function NameForm({ user }: { user: User }) {
  const t = useTranslations();
  const [name, setName] = useState(user.displayName);
  const rename = useAccountChange();
  function submit(event: FormEvent) {
    event.preventDefault();
    rename.mutate({ displayName: name.trim() });
  }
  return (
    <form onSubmit={submit} className="grid max-w-md gap-3">
      <p className="text-soft">{t("account.loggedInAs", { email: user.email })}</p>
      <Field
        label={t("account.name")}
        value={name}
        onValue={setName}
        autoComplete="name"
        maxLength={100}
        pattern=".*\S.*"
        required
      />
      {rename.error ? <Failure error={rename.error} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" isBusy={rename.isPending}>
          {t("account.saveName")}
        </Button>
        <span role="status">{rename.isSuccess ? t("account.saved") : ""}</span>
      </div>
    </form>
  );
}

function DeleteAccountDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useTranslations();
  const router = useRouter();
  const erase = useDeleteAccount();
  const { count } = useUndelivered();
  const [typed, setTyped] = useState("");
  const isMeant = typed.trim().toLowerCase() === user.email.toLowerCase();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isMeant) return;
    // As a promise: this dialog is gone with the account before a callback of its own would run.
    void erase.mutateAsync().then(
      () => router.replace(pages.home),
      () => undefined,
    );
  }
  return (
    <Dialog title={t("account.delete.title")} onClose={onClose}>
      <p>{t("account.delete.text")}</p>
      {count > 0 ? <p className="font-semibold">{t("account.delete.unsaved", { count })}</p> : null}
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label={t("account.delete.confirm", { email: user.email })}
          value={typed}
          onValue={setTyped}
          autoComplete="off"
        />
        {erase.error ? <Failure error={erase.error} /> : null}
        <div className="flex flex-wrap gap-3">
          <Button onClick={onClose}>{t("account.delete.cancel")}</Button>
          <Button type="submit" kind="danger" disabled={!isMeant} isBusy={erase.isPending}>
            {t("account.delete.submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function YourData({ user }: { user: User }) {
  const t = useTranslations();
  const everything = useExport();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section aria-labelledby="data" className="grid gap-3">
      <h2 id="data" className="text-2xl">
        {t("account.data.title")}
      </h2>
      <p className="text-soft">{t("account.data.text")}</p>
      {everything.error ? <Failure error={everything.error} /> : null}
      <div className="flex flex-wrap gap-3">
        <Button isBusy={everything.isPending} onClick={() => everything.mutate()}>
          {t("account.data.export")}
        </Button>
        <Button kind="danger" onClick={() => setIsAsking(true)}>
          {t("account.data.delete")}
        </Button>
      </div>
      {isAsking ? <DeleteAccountDialog user={user} onClose={() => setIsAsking(false)} /> : null}
    </section>
  );
}

function AccountBody() {
  const { user } = useSession();
  const { data: account } = useAccount();
  if (!user) return null;
  return (
    <>
      <NameForm key={user.id} user={user} />
      {account ? <TimeZoneForm key={`${account.id} zone`} stored={account.timeZone} /> : null}
      <VerificationBanner />
      <ConflictPanel />
      <LogOut />
      <EmailForm />
      <PasswordForm />
      <SessionList />
      {account ? <StatisticsForm stored={account.sharesStatistics} /> : null}
      <YourData user={user} />
    </>
  );
}

/** The account: name, password, sessions, and what is stored. */
export function AccountScreen() {
  const t = useTranslations();
  return (
    <Page title={t("titles.account")}>
      <AccountOnly>
        <AccountBody />
      </AccountOnly>
    </Page>
  );
}
