"use client";
import { useEffect, useMemo } from "react";

import { useKnowledge } from "@/hooks/use-catalog";
import { useStore } from "@/hooks/use-store";
import { confirmSetAside, draftStore, followDraft } from "@/services/draft-store";
import { EMPTY_DRAFT } from "@/types/draft";
import { followRatings, formerSlugs, NO_FORMER_SLUGS, type FormerSlugs, type SetAside } from "@/types/former-slugs";

interface FormerSlugsOfContent {
  skills: FormerSlugs;
  roles: FormerSlugs;
  /** Whether the content has said so already. */
  isKnown: boolean;
}

/** Where slugs of earlier content versions lead; nothing is followed before that is known. */
export function useFormerSlugs(): FormerSlugsOfContent {
  const { data } = useKnowledge();
  const found = data?.formerSlugs;
  return useMemo(
    () => ({
      skills: found ? formerSlugs(found.skills) : NO_FORMER_SLUGS,
      roles: found ? formerSlugs(found.roles) : NO_FORMER_SLUGS,
      isKnown: found !== undefined,
    }),
    [found],
  );
}

/** Brings what this browser stores under the slugs of today; for the one component that is on every page. */
export function useFollowedDraft(): void {
  const { skills, roles } = useFormerSlugs();
  const draft = useStore(draftStore, EMPTY_DRAFT);
  useEffect(() => followDraft(skills, roles), [skills, roles, draft]);
}

export interface SetAsideRatings {
  ratings: readonly SetAside[];
  /** Rate each part as the skill they came from. */
  confirm: (rating: SetAside) => void;
  remove: (rating: SetAside) => void;
}

/** Ratings in this browser that count no longer as they were given. */
export function useSetAsideRatings(): SetAsideRatings {
  const { skills } = useFormerSlugs();
  const draft = useStore(draftStore, EMPTY_DRAFT);
  return {
    ratings: followRatings(draft.ratings, skills).setAside,
    confirm: ({ slug, level, to }) => confirmSetAside(slug, Object.fromEntries(to.map((part) => [part, level]))),
    remove: ({ slug }) => confirmSetAside(slug, {}),
  };
}
