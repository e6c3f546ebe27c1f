import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { MySkillsScreen } from "@/components/skills/my-skills-screen";

export const metadata: Metadata = { title: "My skills" };

export default function Route() {
  return (
    <ClientScreen>
      <MySkillsScreen />
    </ClientScreen>
  );
}
