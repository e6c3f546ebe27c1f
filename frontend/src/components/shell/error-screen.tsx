"use client";
import { useTranslations } from "use-intl";

import { Failure } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";

/** Shown in place of a screen that failed, with a way to try again. */
export function ErrorScreen({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations();
  return (
    <Page title={t("shell.error.title")}>
      <Failure error={error} onRetry={onRetry} />
    </Page>
  );
}
