import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { RoleViewScreen } from "@/components/roles/role-view-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.role") };

export default function Route() {
  return (
    <ClientScreen>
      <RoleViewScreen />
    </ClientScreen>
  );
}
