import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { ConfirmScreen } from "@/components/account/confirm-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.confirm") };

export default function Route() {
  return (
    <ClientScreen>
      <ConfirmScreen />
    </ClientScreen>
  );
}
