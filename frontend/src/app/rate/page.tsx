import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { RateScreen } from "@/components/rating/rate-screen";

export const metadata: Metadata = { title: "Rate your skills" };

export default function Route() {
  return (
    <ClientScreen>
      <RateScreen />
    </ClientScreen>
  );
}
