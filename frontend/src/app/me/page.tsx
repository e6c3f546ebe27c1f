import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { MeScreen } from "@/components/dashboard/me-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.me") };

export default function Route() {
  return (
    <ClientScreen>
      <MeScreen />
    </ClientScreen>
  );
}
