"use client";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";

import { keys } from "@/hooks/query-keys";
import { useFormerSlugs } from "@/hooks/use-former-slugs";
import { useAccountRatings } from "@/hooks/use-ratings";
import { useSession } from "@/hooks/use-session";
import { useStore } from "@/hooks/use-store";
import { draftStore, forgetRatings } from "@/services/draft-store";
import { outbox } from "@/services/outbox";
import { listRatings } from "@/services/ratings";
import { EMPTY_DRAFT, type Draft, type RatingMap } from "@/types/draft";
import type { FormerSlugs } from "@/types/former-slugs";
import type { Rating } from "@/types/model";
import { ApiProblem } from "@/types/problem";

type List = Awaited<ReturnType<typeof listRatings>>;

const levelsOf = (held: readonly Rating[]) => new Map(held.map(({ skill, level }) => [skill.slug, level]));

/** Ratings entered before log-in that differ from the account: the person decides. */
export function conflictsOf(draft: Draft, held: readonly Rating[]): RatingMap {
  if (draft.owner !== null) return {}; // Of an earlier version: they move to the outbox of that account.
  const levels = levelsOf(held);
  const entries = Object.entries(draft.ratings).filter(
    ([slug, level]) => levels.has(slug) && levels.get(slug) !== level,
  );
  return Object.fromEntries(entries);
}

/** Hand ratings of the draft to the outbox of an account; it has them before the draft forgets them. */
function handOver(ratings: RatingMap, owner: string, seen: readonly { level: number | null }[]) {
  const { placed } = draftStore.get();
  for (const [skill, level] of Object.entries(ratings)) {
    outbox.add({ kind: "rating", owner, etag: "", seen, skill, level, confidence: placed[skill] });
  }
  forgetRatings(ratings);
}

/**
 * Hand over what was entered before log-in and does not differ from the account; returns what does.
 *
 * Under a former slug nothing is handed over: it is followed first, and what was split or retired stays in the
 * browser until the person decides.
 */
function claimDraft(owner: string, held: readonly Rating[], former: FormerSlugs): RatingMap {
  const draft = draftStore.get();
  if (draft.owner !== null) return {};
  const levels = levelsOf(held);
  const conflicts = conflictsOf(draft, held);
  const sure = Object.entries(draft.ratings).filter(([slug]) => !(slug in conflicts) && !former.has(slug));
  const isHeld = ([slug]: [string, number]) => levels.has(slug);
  forgetRatings(Object.fromEntries(sure.filter(isHeld)));
  handOver(Object.fromEntries(sure.filter((entry) => !isHeld(entry))), owner, [{ level: null }]);
  return conflicts;
}

/** What was entered before log-in goes to the account as soon as its own ratings are known. */
export function useDraftClaim(): void {
  const { user } = useSession();
  const draft = useStore(draftStore, EMPTY_DRAFT);
  const held = useAccountRatings(user !== null && Object.keys(draft.ratings).length > 0).data;
  const { skills, isKnown } = useFormerSlugs();
  useEffect(() => {
    if (user && held && isKnown) claimDraft(user.id, held.body.items, skills);
  }, [user, held, draft, skills, isKnown]);
}

export interface RatingSync {
  state: "idle" | "saving" | "failed";
  error: Error | null;
  /** Save everything entered here to the account now; true when nothing is left. */
  flush: () => Promise<boolean>;
}

/** Deliver what an account has in the outbox; throws why something of it is left. */
async function deliverAll(owner: string): Promise<void> {
  await outbox.deliver();
  const left = outbox.storage.list().filter((entry) => entry.owner === owner);
  const refused = left.find(({ kind, refusal }) => kind === "rating" && refusal)?.refusal;
  if (refused) throw new ApiProblem(refused.problem);
  const { failure } = outbox.getStatus();
  if (left.some(({ refusal }) => !refusal)) throw failure ?? new Error("not delivered");
}

async function knownRatings(cache: QueryClient): Promise<List> {
  return cache.getQueryData<List>(keys.ratings) ?? (await listRatings());
}

/** Save what is entered here to the account on request, for what needs it to be there. */
export function useRatingSync(): RatingSync {
  const cache = useQueryClient();
  const { user } = useSession();
  const { skills } = useFormerSlugs();
  const [status, setStatus] = useState<Omit<RatingSync, "flush">>({ state: "idle", error: null });
  const owner = user?.id;
  const flush = useCallback(async (): Promise<boolean> => {
    if (!owner) return true;
    setStatus({ state: "saving", error: null });
    try {
      const isDrafted = Object.keys(draftStore.get().ratings).length > 0;
      const conflicts = isDrafted ? claimDraft(owner, (await knownRatings(cache)).body.items, skills) : {};
      await deliverAll(owner);
      setStatus({ state: "idle", error: null });
      return Object.keys(conflicts).length === 0;
    } catch (error) {
      setStatus({ state: "failed", error: error instanceof Error ? error : new Error(String(error)) });
      return false;
    }
  }, [cache, owner, skills]);
  return { ...status, flush };
}

/** The differences the person has to decide about, and the two ways to do so. */
export function useRatingConflicts() {
  const { user } = useSession();
  const draft = useStore(draftStore, EMPTY_DRAFT);
  const held = useAccountRatings(user !== null);
  const rows = held.data?.body.items ?? [];
  const conflicts = user && held.data ? conflictsOf(draft, rows) : {};
  return {
    conflicts: Object.entries(conflicts).map(([slug, typed]) => {
      const row = rows.find((one) => one.skill.slug === slug);
      return { slug, typed, title: row?.skill.title ?? slug, held: row?.level };
    }),
    takeTyped: () => (user ? handOver(conflicts, user.id, []) : undefined),
    keepAccount: () => forgetRatings(conflicts),
  };
}
