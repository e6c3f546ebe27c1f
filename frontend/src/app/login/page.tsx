import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { LogInScreen } from "@/components/account/entrance";

export const metadata: Metadata = { title: "Log in" };

export default function Route() {
  return (
    <ClientScreen>
      <LogInScreen />
    </ClientScreen>
  );
}
