import type { Metadata } from "next";

import { AdminScreen } from "@/components/admin/admin-screen";
import { ClientScreen } from "@/components/shell/client-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.admin"), robots: { index: false } };

export default function Route() {
  return (
    <ClientScreen>
      <AdminScreen />
    </ClientScreen>
  );
}
