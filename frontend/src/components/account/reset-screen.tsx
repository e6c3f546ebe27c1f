"use client";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { NewPasswordField } from "@/components/account/new-password-field";
import { OutboxHint } from "@/components/account/outbox-hint";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Failure, Note } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useMailedLink, useRequestReset, useResetPassword } from "@/hooks/use-mailed-links";
import { pages } from "@/services/paths";

/** Ask for a link; the words are the same whether there is an account or not. */
function RequestReset() {
  const t = useTranslations();
  const request = useRequestReset();
  const [email, setEmail] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!request.isPending) request.mutate(email.trim());
  }
  return (
    <Page title={t("account.reset.requestTitle")} lead={t("account.reset.requestLead")}>
      <form onSubmit={submit} className="grid max-w-md gap-5">
        <Field
          label={t("account.email")}
          type="email"
          value={email}
          onValue={setEmail}
          autoComplete="username"
          maxLength={254}
          required
        />
        {request.error ? <Failure error={request.error} /> : null}
        <div role="status">
          {request.isSuccess ? (
            <Note>
              <p>{t("account.reset.sent", { email: request.variables })}</p>
              <OutboxHint outbox={request.data.outbox} />
            </Note>
          ) : null}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="primary" isBusy={request.isPending}>
            {t("account.reset.requestSubmit")}
          </Button>
          <ButtonLink href={pages.login()}>{t("common.logIn")}</ButtonLink>
        </div>
      </form>
    </Page>
  );
}

function NewPassword({ token, onAnother }: { token: string; onAnother: () => void }) {
  const t = useTranslations();
  const reset = useResetPassword();
  const [password, setPassword] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!reset.isPending) reset.mutate({ token, password });
  }
  if (reset.isSuccess) {
    return (
      <Page title={t("titles.reset")}>
        <div role="status">
          <p className="mb-4">{t("account.reset.done")}</p>
        </div>
        <div>
          <ButtonLink href={pages.login()} kind="primary">
            {t("common.logIn")}
          </ButtonLink>
        </div>
      </Page>
    );
  }
  return (
    <Page title={t("titles.reset")} lead={t("account.reset.lead")}>
      <form onSubmit={submit} className="grid max-w-md gap-5">
        <NewPasswordField label={t("account.newPassword")} value={password} onValue={setPassword} />
        {reset.error ? <Failure error={reset.error} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="primary" isBusy={reset.isPending}>
            {t("account.reset.submit")}
          </Button>
          {reset.error ? <Button onClick={onAnother}>{t("account.reset.another")}</Button> : null}
        </div>
      </form>
    </Page>
  );
}

/** A forgotten password: first the link, then the new password. */
export function ResetScreen() {
  const link = useMailedLink();
  const [isAnother, setIsAnother] = useState(false);
  if (link?.purpose === "token" && !isAnother) {
    return <NewPassword key={link.token} token={link.token} onAnother={() => setIsAnother(true)} />;
  }
  return <RequestReset />;
}
