"use client";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Failure } from "@/components/ui/notice";
import { useConfirmation } from "@/hooks/use-confirmation";

type Confirmation = ReturnType<typeof useConfirmation>;

function PasswordQuestion({ confirm, decline }: Omit<Confirmation, "isAsked">) {
  const t = useTranslations();
  const [password, setPassword] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    // The form it stands over, in the tree of React, must not take this for its own.
    event.stopPropagation();
    if (!confirm.isPending) confirm.mutate(password);
  }
  return (
    <Dialog title={t("confirmation.title")} onClose={decline}>
      <p>{t("confirmation.text")}</p>
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label={t("account.password")}
          type="password"
          value={password}
          onValue={setPassword}
          autoComplete="current-password"
          autoFocus
          required
        />
        {confirm.error ? <Failure error={confirm.error} /> : null}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" kind="primary" isBusy={confirm.isPending}>
            {t("confirmation.submit")}
          </Button>
          <Button onClick={decline}>{t("confirmation.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Asks for the password when the API wants to know that it is the person; the request then goes on by itself. */
export function ConfirmationDialog() {
  const { isAsked, ...rest } = useConfirmation();
  return isAsked ? <PasswordQuestion {...rest} /> : null;
}
