"use client";
import { ButtonLink } from "@/components/ui/button";
import { useKeptPlacement } from "@/hooks/use-browser-placement";
import { useDraft } from "@/hooks/use-draft";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

/** For those who were here before: back to where they were. */
export function GoOn() {
  const { user } = useSession();
  const { draft } = useDraft();
  const open = useKeptPlacement();
  if (user) return <ButtonLink href={pages.me}>Go on with my route</ButtonLink>;
  if (open) return <ButtonLink href={pages.placement(open.role, open.variant)}>Go on with my questions</ButtonLink>;
  if (!draft.role || Object.keys(draft.ratings).length === 0) return null;
  return <ButtonLink href={pages.rate(draft.role.slug, draft.role.variant)}>Go on where I was</ButtonLink>;
}
