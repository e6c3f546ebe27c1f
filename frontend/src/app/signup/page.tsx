import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { SignUpScreen } from "@/components/account/sign-up-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.signup") };

export default function Route() {
  return (
    <ClientScreen>
      <SignUpScreen />
    </ClientScreen>
  );
}
