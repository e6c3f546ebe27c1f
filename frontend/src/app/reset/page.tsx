import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { ResetScreen } from "@/components/account/reset-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.reset") };

export default function Route() {
  return (
    <ClientScreen>
      <ResetScreen />
    </ClientScreen>
  );
}
