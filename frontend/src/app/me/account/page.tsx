import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { AccountScreen } from "@/components/account/account-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.account") };

export default function Route() {
  return (
    <ClientScreen>
      <AccountScreen />
    </ClientScreen>
  );
}
