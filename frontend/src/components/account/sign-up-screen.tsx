"use client";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { ImportedRatingsNote } from "@/components/account/imported-ratings-note";
import { NewPasswordField } from "@/components/account/new-password-field";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Failure } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useReturnAfterLogIn } from "@/hooks/use-return-after-log-in";
import { useSignUp } from "@/hooks/use-session";
import { pages } from "@/services/paths";

export function SignUpScreen() {
  const t = useTranslations();
  const next = useReturnAfterLogIn();
  const signUp = useSignUp();
  const [displayName, setDisplayName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!signUp.isPending) signUp.mutate({ displayName: displayName.trim(), email: email.trim(), password });
  }
  return (
    <Page title={t("titles.signup")} lead={t("account.signup.lead")}>
      <form onSubmit={submit} className="grid max-w-md gap-5">
        <ImportedRatingsNote />
        <Field
          label={t("account.name")}
          value={displayName}
          onValue={setDisplayName}
          autoComplete="name"
          maxLength={100}
          pattern=".*\S.*"
          title={t("account.nameHint")}
          required
        />
        <Field
          label={t("account.email")}
          type="email"
          value={email}
          onValue={setEmail}
          autoComplete="email"
          maxLength={254}
          required
        />
        <NewPasswordField label={t("account.password")} value={password} onValue={setPassword} />
        {signUp.error ? <Failure error={signUp.error} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="primary" isBusy={signUp.isPending}>
            {t("account.signup.submit")}
          </Button>
          <ButtonLink href={pages.login(next)}>{t("account.signup.haveAccount")}</ButtonLink>
        </div>
      </form>
    </Page>
  );
}
