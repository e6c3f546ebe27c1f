import type { Metadata } from "next";

import { RolesScreen } from "@/components/roles/roles-screen";
import { knownRoles } from "@/services/content";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.roles") };

export default function Route() {
  return <RolesScreen known={knownRoles()} />;
}
