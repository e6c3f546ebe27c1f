import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { RoadmapScreen } from "@/components/roadmap/roadmap-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.roadmap") };

export default function Route() {
  return (
    <ClientScreen>
      <RoadmapScreen />
    </ClientScreen>
  );
}
