"use client";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { ImportedRatingsNote } from "@/components/account/imported-ratings-note";
import { passwordRules } from "@/components/account/password-rules";
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
  const [isShown, setIsShown] = useState(false);
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
        <Field
          label={t("account.password")}
          type={isShown ? "text" : "password"}
          value={password}
          onValue={setPassword}
          autoComplete="new-password"
          hint={t("account.passwordHint", { min: passwordRules.minLength })}
          required
          {...passwordRules}
        />
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            className="size-4"
            checked={isShown}
            onChange={(event) => setIsShown(event.target.checked)}
          />
          {t("account.showPassword")}
        </label>
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
