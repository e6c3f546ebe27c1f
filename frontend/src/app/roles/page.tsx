import type { Metadata } from "next";

import { RolesScreen } from "@/components/roles/roles-screen";
import { knownRoles } from "@/services/content";

export const metadata: Metadata = { title: "Roles" };

export default function Route() {
  return <RolesScreen known={knownRoles()} />;
}
