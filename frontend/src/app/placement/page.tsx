import type { Metadata } from "next";

import { PlacementScreen } from "@/components/placement/placement-screen";
import { ClientScreen } from "@/components/shell/client-screen";

export const metadata: Metadata = { title: "Find out where you stand" };

export default function Route() {
  return (
    <ClientScreen>
      <PlacementScreen />
    </ClientScreen>
  );
}
