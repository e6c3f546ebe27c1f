"use client";
import { useTranslations } from "use-intl";

import { Note } from "@/components/ui/notice";
import { useDraft } from "@/hooks/use-draft";

/** Says that ratings entered without an account will be saved to it. */
export function ImportedRatingsNote() {
  const t = useTranslations();
  const { draft } = useDraft();
  const count = Object.keys(draft.ratings).length;
  if (count === 0) return null;
  return <Note>{t("account.importRatings", { count })}</Note>;
}
