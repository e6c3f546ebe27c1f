import type { Metadata } from "next";

import { PlacementScreen } from "@/components/placement/placement-screen";
import { ClientScreen } from "@/components/shell/client-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.placement") };

export default function Route() {
  return (
    <ClientScreen>
      <PlacementScreen />
    </ClientScreen>
  );
}
