import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { LogInScreen } from "@/components/account/log-in-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.login") };

export default function Route() {
  return (
    <ClientScreen>
      <LogInScreen />
    </ClientScreen>
  );
}
