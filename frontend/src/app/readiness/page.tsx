import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { ReadinessScreen } from "@/components/readiness/readiness-screen";

export const metadata: Metadata = { title: "Readiness" };

export default function Route() {
  return (
    <ClientScreen>
      <ReadinessScreen />
    </ClientScreen>
  );
}
