import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { SkillScreen } from "@/components/skills/skill-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.skill") };

export default function Route() {
  return (
    <ClientScreen>
      <SkillScreen />
    </ClientScreen>
  );
}
