"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/notice";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useLogOut } from "@/hooks/use-session";
import { useUndelivered } from "@/hooks/use-undelivered";
import { pages } from "@/services/paths";

/** Logs out once everything is delivered, or once the person agrees that the rest is deleted. */
export function LogOut() {
  const t = useTranslations();
  const router = useRouter();
  const logOut = useLogOut();
  const { flush, state } = useRatingSync();
  const { count, countNow } = useUndelivered();
  const [isAsking, setIsAsking] = useState(false);
  async function leave() {
    await logOut.mutateAsync().then(
      () => router.push(pages.home),
      () => undefined, // The failure is shown below.
    );
  }
  async function ask() {
    await flush();
    if (countNow() > 0) setIsAsking(true);
    else await leave();
  }
  return (
    <div className="grid justify-items-start gap-3">
      {logOut.error ? <Failure error={logOut.error} /> : null}
      <Button isBusy={state === "saving" || logOut.isPending} onClick={() => void ask()}>
        {t("account.logOut")}
      </Button>
      {isAsking && count > 0 ? (
        <Dialog title={t("account.unsaved.title", { count })} onClose={() => setIsAsking(false)}>
          <p>{t("account.unsaved.text", { count })}</p>
          <div className="flex flex-wrap gap-3">
            <Button onClick={() => setIsAsking(false)}>{t("account.unsaved.stay")}</Button>
            <Button kind="danger" isBusy={logOut.isPending} onClick={() => void leave()}>
              {t("account.unsaved.leave", { count })}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
