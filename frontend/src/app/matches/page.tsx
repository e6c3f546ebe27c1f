import type { Metadata } from "next";

import { MatchesScreen } from "@/components/ranking/matches-screen";
import { ClientScreen } from "@/components/shell/client-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.matches") };

export default function Route() {
  return (
    <ClientScreen>
      <MatchesScreen />
    </ClientScreen>
  );
}
