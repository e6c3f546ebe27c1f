"use client";
import { useTranslations } from "use-intl";

import { Button, ButtonLink } from "@/components/ui/button";
import { Failure, Note, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useConfirmEmail, useMailedLink } from "@/hooks/use-mailed-links";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

/** Proves an address by a click, so that programs which only open links in mails prove nothing. */
export function ConfirmScreen() {
  const t = useTranslations();
  const link = useMailedLink();
  const confirm = useConfirmEmail();
  const { user } = useSession();
  if (link === undefined) {
    return (
      <Page title={t("titles.confirm")}>
        <Skeleton rows={1} />
      </Page>
    );
  }
  if (confirm.isSuccess) {
    return (
      <Page title={t("titles.confirm")}>
        <p role="status">{t("account.confirm.done", { email: confirm.data.email })}</p>
        <div>
          <ButtonLink href={user ? pages.me : pages.login()} kind="primary">
            {t(user ? "account.confirm.next" : "common.logIn")}
          </ButtonLink>
        </div>
      </Page>
    );
  }
  if (link === null || link.purpose === "token") {
    return (
      <Page title={t("titles.confirm")}>
        <Note>{t("account.confirm.missing")}</Note>
      </Page>
    );
  }
  return (
    <Page title={t("titles.confirm")} lead={t("account.confirm.lead")}>
      {confirm.error ? <Failure error={confirm.error} /> : null}
      <div>
        <Button kind="primary" isBusy={confirm.isPending} onClick={() => confirm.mutate(link)}>
          {t("account.confirm.submit")}
        </Button>
      </div>
    </Page>
  );
}
