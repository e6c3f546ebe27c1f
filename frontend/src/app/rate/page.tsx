import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { RateScreen } from "@/components/rating/rate-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.rate") };

export default function Route() {
  return (
    <ClientScreen>
      <RateScreen />
    </ClientScreen>
  );
}
