"use client";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { OutboxHint } from "@/components/account/outbox-hint";
import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import { Field } from "@/components/ui/field";
import { Failure } from "@/components/ui/notice";
import { useRequestEmailChange } from "@/hooks/use-mailed-links";

/** Change the address of the account; it changes once the link in the mail is opened. */
export function EmailForm() {
  const t = useTranslations();
  const change = useRequestEmailChange();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (change.isPending) return;
    change.mutate({ email: email.trim(), password }, { onSuccess: () => setPassword("") });
  }
  return (
    <details className="card max-w-md">
      <summary className="flex min-h-11 items-center gap-3 px-4 py-3 font-semibold hover:bg-sunk">
        <Chevron />
        {t("account.emailChange.title")}
      </summary>
      <form onSubmit={submit} className="grid gap-4 border-t border-line p-4">
        <Field
          label={t("account.emailChange.label")}
          type="email"
          value={email}
          onValue={setEmail}
          autoComplete="email"
          maxLength={254}
          hint={t("account.emailChange.hint")}
          required
        />
        <Field
          label={t("account.currentPassword")}
          type="password"
          value={password}
          onValue={setPassword}
          autoComplete="current-password"
          required
        />
        {change.error ? <Failure error={change.error} /> : null}
        <div>
          <Button type="submit" isBusy={change.isPending}>
            {t("account.emailChange.submit")}
          </Button>
          <div role="status">
            {change.isSuccess ? (
              <p className="mt-3">{t("account.emailChange.sent", { email: change.variables.email })}</p>
            ) : null}
            <OutboxHint outbox={change.data?.outbox} />
          </div>
        </div>
      </form>
    </details>
  );
}
