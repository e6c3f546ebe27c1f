import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { CompareScreen } from "@/components/readiness/compare-screen";

export const metadata: Metadata = { title: "Then and now" };

export default function Route() {
  return (
    <ClientScreen>
      <CompareScreen />
    </ClientScreen>
  );
}
