"use client";
import { useTranslations } from "use-intl";

import { OutboxHint } from "@/components/account/outbox-hint";
import { Button } from "@/components/ui/button";
import { Failure, Note } from "@/components/ui/notice";
import { useAccount } from "@/hooks/use-account";
import { useSendVerification } from "@/hooks/use-mailed-links";

/** Asks to confirm the address of the account, until that is done. */
export function VerificationBanner() {
  const t = useTranslations();
  const { data: account } = useAccount();
  const send = useSendVerification();
  // What the server did not say is not asked for.
  if (account?.isEmailVerified !== false) return null;
  const { email } = account;
  return (
    <Note>
      <div className="flex flex-wrap items-center gap-3">
        <p className="grow basis-80">{t("account.verify.text", { email })}</p>
        <Button isBusy={send.isPending} onClick={() => send.mutate()}>
          {t("account.verify.again")}
        </Button>
      </div>
      <div role="status">
        {send.isSuccess ? <p className="mt-2">{t("account.verify.sent", { email })}</p> : null}
        <OutboxHint outbox={send.data?.outbox} />
      </div>
      {send.error ? <Failure error={send.error} /> : null}
    </Note>
  );
}
