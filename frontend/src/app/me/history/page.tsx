import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { HistoryScreen } from "@/components/dashboard/history-screen";

export const metadata: Metadata = { title: "History" };

export default function Route() {
  return (
    <ClientScreen>
      <HistoryScreen />
    </ClientScreen>
  );
}
