"use client";
import { useTranslations } from "use-intl";

/** On a local server without a mail server: where the mail is that was not sent. */
export function OutboxHint({ outbox }: { outbox: string | null | undefined }) {
  const t = useTranslations();
  if (!outbox) return null;
  return (
    <p className="mt-2 text-sm">
      {t("account.outbox.text")}{" "}
      <a className="link" href={outbox} target="_blank" rel="noreferrer">
        {t("account.outbox.link")}
      </a>
    </p>
  );
}
