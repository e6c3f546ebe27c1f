"use client";
import "./globals.css";

import { locale } from "@/messages";
import { t } from "@/messages/static";

/** The last resort, when even the layout of the pages failed. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang={locale}>
      <body className="p-8">
        <h1 className="text-3xl">{t("shell.globalError.title")}</h1>
        <p className="my-4">{t("shell.globalError.text")}</p>
        <button type="button" className="link" onClick={reset}>
          {t("common.retry")}
        </button>
      </body>
    </html>
  );
}
