import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { CompareScreen } from "@/components/readiness/compare-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.compare") };

export default function Route() {
  return (
    <ClientScreen>
      <CompareScreen />
    </ClientScreen>
  );
}
