import type { Metadata } from "next";

import { ClientScreen } from "@/components/shell/client-screen";
import { MySkillsScreen } from "@/components/skills/my-skills-screen";
import { t } from "@/messages/static";

export const metadata: Metadata = { title: t("titles.skills") };

export default function Route() {
  return (
    <ClientScreen>
      <MySkillsScreen />
    </ClientScreen>
  );
}
