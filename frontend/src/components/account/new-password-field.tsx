"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { passwordRules } from "@/components/account/password-rules";
import { Field } from "@/components/ui/field";

interface NewPasswordFieldProps {
  label: string;
  value: string;
  onValue: (password: string) => void;
}

/** A password that is being chosen: its rules are said before, and it can be shown. */
export function NewPasswordField({ label, value, onValue }: NewPasswordFieldProps) {
  const t = useTranslations();
  const [isShown, setIsShown] = useState(false);
  return (
    <>
      <Field
        label={label}
        type={isShown ? "text" : "password"}
        value={value}
        onValue={onValue}
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
    </>
  );
}
