"use client";
import { ButtonLink } from "@/components/ui/button";
import { useDraft } from "@/hooks/use-draft";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

/** For those who were here before: back to where they were. */
export function GoOn() {
  const { user } = useSession();
  const { draft } = useDraft();
  if (user) return <ButtonLink href={pages.me}>Go on with my route</ButtonLink>;
  if (!draft.role || Object.keys(draft.ratings).length === 0) return null;
  return <ButtonLink href={pages.rate(draft.role.slug, draft.role.variant)}>Go on where I was</ButtonLink>;
}
