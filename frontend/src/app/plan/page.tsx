import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { PlanScreen } from "@/components/roadmap/plan-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.plan") };

export default function Route() {
  return (
    <ClientScreen>
      <PlanScreen />
    </ClientScreen>
  );
}
