import type { Metadata } from "next";

import { RolesScreen } from "@/components/roles/roles-screen";
import { readContent } from "@/services/content";

export const metadata: Metadata = { title: "Roles" };

export default function Route() {
  const { roles } = readContent();
  return <RolesScreen known={roles.length > 0 ? roles : undefined} />;
}
