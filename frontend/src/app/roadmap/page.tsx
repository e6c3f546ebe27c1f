import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { RoadmapScreen } from "@/components/roadmap/roadmap-screen";

export const metadata: Metadata = { title: "Roadmap" };

export default function Route() {
  return (
    <ClientScreen>
      <RoadmapScreen />
    </ClientScreen>
  );
}
