import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { MeScreen } from "@/components/dashboard/me-screen";

export const metadata: Metadata = { title: "My route" };

export default function Route() {
  return (
    <ClientScreen>
      <MeScreen />
    </ClientScreen>
  );
}
