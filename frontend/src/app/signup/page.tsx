import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { SignUpScreen } from "@/components/account/entrance";

export const metadata: Metadata = { title: "Sign up" };

export default function Route() {
  return (
    <ClientScreen>
      <SignUpScreen />
    </ClientScreen>
  );
}
