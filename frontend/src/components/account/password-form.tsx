"use client";
import { useState, type FormEvent } from "react";

import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import { Field } from "@/components/ui/field";
import { Failure } from "@/components/ui/notice";
import { usePasswordChange } from "@/hooks/use-account";

/** Change the password; every other session ends with it. */
export function PasswordForm() {
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
        Change the password
      </summary>
      <form onSubmit={submit} className="grid gap-4 border-t border-line p-4">
        <Field label="Present password" type="password" value={current} onValue={setCurrent} autoComplete="current-password" required />
        <Field
          label="New password"
          type="password"
          value={next}
          onValue={setNext}
          autoComplete="new-password"
          minLength={15}
          maxLength={128}
          hint="At least 15 characters. All other devices are logged out."
          required
        />
        {change.error ? <Failure error={change.error} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" isBusy={change.isPending}>
            Change it
          </Button>
          <span role="status">{change.isSuccess ? "Changed." : ""}</span>
        </div>
      </form>
    </details>
  );
}
