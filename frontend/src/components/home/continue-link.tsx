"use client";
import { useTranslations } from "use-intl";

import { ButtonLink } from "@/components/ui/button";
import { useStoredPlacement } from "@/hooks/use-browser-placement";
import { useDraft } from "@/hooks/use-draft";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

/** Leads a returning person back to where they were. */
export function ContinueLink() {
  const t = useTranslations();
  const { user } = useSession();
  const { draft } = useDraft();
  const open = useStoredPlacement();
  if (user) return <ButtonLink href={pages.me}>{t("home.continue.roadmap")}</ButtonLink>;
  if (open) {
    return <ButtonLink href={pages.placement(open.role, open.variant)}>{t("home.continue.placement")}</ButtonLink>;
  }
  if (!draft.role || Object.keys(draft.ratings).length === 0) return null;
  return <ButtonLink href={pages.rate(draft.role.slug, draft.role.variant)}>{t("home.continue.ratings")}</ButtonLink>;
}
