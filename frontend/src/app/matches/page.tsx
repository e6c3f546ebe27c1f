import type { Metadata } from "next";

import { MatchesScreen } from "@/components/ranking/matches-screen";
import { ClientScreen } from "@/components/shell/client-screen";

export const metadata: Metadata = { title: "Roles near you" };

export default function Route() {
  return (
    <ClientScreen>
      <MatchesScreen />
    </ClientScreen>
  );
}
