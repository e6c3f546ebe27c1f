import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { ReadinessScreen } from "@/components/readiness/readiness-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.readiness") };

export default function Route() {
  return (
    <ClientScreen>
      <ReadinessScreen />
    </ClientScreen>
  );
}
