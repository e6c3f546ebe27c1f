import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { RoleViewScreen } from "@/components/roles/role-view-screen";

export const metadata: Metadata = { title: "Role" };

export default function Route() {
  return (
    <ClientScreen>
      <RoleViewScreen />
    </ClientScreen>
  );
}
