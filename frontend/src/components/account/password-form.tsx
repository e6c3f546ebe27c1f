"use client";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { passwordRules } from "@/components/account/password-rules";
import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import { Field } from "@/components/ui/field";
import { Failure } from "@/components/ui/notice";
import { usePasswordChange } from "@/hooks/use-account";

/** Change the password; every other session then ends. */
export function PasswordForm() {
  const t = useTranslations();
  const change = usePasswordChange();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate({ current, next }, { onSuccess: () => [setCurrent, setNext].forEach((clear) => clear("")) });
  }
  return (
    <details className="card max-w-md">
      <summary className="flex min-h-11 items-center gap-3 px-4 py-3 font-semibold hover:bg-sunk">
        <Chevron />
        {t("account.change")}
      </summary>
      <form onSubmit={submit} className="grid gap-4 border-t border-line p-4">
        <Field
          label={t("account.currentPassword")}
          type="password"
          value={current}
          onValue={setCurrent}
          autoComplete="current-password"
          required
        />
        <Field
          label={t("account.newPassword")}
          type="password"
          value={next}
          onValue={setNext}
          autoComplete="new-password"
          hint={t("account.newPasswordHint", { min: passwordRules.minLength })}
          required
          {...passwordRules}
        />
        {change.error ? <Failure error={change.error} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" isBusy={change.isPending}>
            {t("account.change")}
          </Button>
          <span role="status">{change.isSuccess ? t("account.changed") : ""}</span>
        </div>
      </form>
    </details>
  );
}
