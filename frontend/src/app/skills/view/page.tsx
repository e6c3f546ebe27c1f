import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { SkillScreen } from "@/components/skills/skill-screen";

export const metadata: Metadata = { title: "Skill" };

export default function Route() {
  return (
    <ClientScreen>
      <SkillScreen />
    </ClientScreen>
  );
}
