import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { HistoryScreen } from "@/components/dashboard/history-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.history") };

export default function Route() {
  return (
    <ClientScreen>
      <HistoryScreen />
    </ClientScreen>
  );
}
