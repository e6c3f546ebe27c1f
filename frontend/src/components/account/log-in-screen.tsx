"use client";
import Link from "next/link";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { ImportedRatingsNote } from "@/components/account/imported-ratings-note";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Failure, Note } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useReturnAfterLogIn } from "@/hooks/use-return-after-log-in";
import { useLogIn, useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

export function LogInScreen() {
  const t = useTranslations();
  const { hasEnded } = useSession();
  const next = useReturnAfterLogIn();
  const logIn = useLogIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!logIn.isPending) logIn.mutate({ email: email.trim(), password });
  }
  return (
    <Page title={t("titles.login")} lead={t("account.login.lead")}>
      <form onSubmit={submit} className="grid max-w-md gap-5">
        {hasEnded ? <Note>{t("account.login.ended")}</Note> : <ImportedRatingsNote />}
        <Field
          label={t("account.email")}
          type="email"
          value={email}
          onValue={setEmail}
          autoComplete="username"
          required
        />
        <Field
          label={t("account.password")}
          type="password"
          value={password}
          onValue={setPassword}
          autoComplete="current-password"
          required
        />
        {logIn.error ? <Failure error={logIn.error} /> : null}
        <Link href={pages.reset} prefetch={false} className="link justify-self-start">
          {t("account.forgot")}
        </Link>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="primary" isBusy={logIn.isPending}>
            {t("common.logIn")}
          </Button>
          <ButtonLink href={pages.signup(next)}>{t("account.login.create")}</ButtonLink>
        </div>
      </form>
    </Page>
  );
}
