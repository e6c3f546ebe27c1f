import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { AccountScreen } from "@/components/account/account-screen";

export const metadata: Metadata = { title: "Account" };

export default function Route() {
  return (
    <ClientScreen>
      <AccountScreen />
    </ClientScreen>
  );
}
