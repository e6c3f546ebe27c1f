import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { PlanScreen } from "@/components/roadmap/plan-screen";

export const metadata: Metadata = { title: "Plan" };

export default function Route() {
  return (
    <ClientScreen>
      <PlanScreen />
    </ClientScreen>
  );
}
