"use client";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";

import { keys } from "@/hooks/query-keys";
import { useFormerSlugs } from "@/hooks/use-former-slugs";
import { useOutboxEntries, useOwner } from "@/hooks/use-outbox";
import { useSession } from "@/hooks/use-session";
import { useIsHydrated, useStore } from "@/hooks/use-store";
import { draftStore, storeRating } from "@/services/draft-store";
import { outbox } from "@/services/outbox";
import { listRatings } from "@/services/ratings";
import { EMPTY_DRAFT, type Confidences, type Draft, type RatingMap } from "@/types/draft";
import { followPlaced, followRatings } from "@/types/former-slugs";
import type { Rating } from "@/types/model";
import { confidencesIn, type Entry } from "@/types/outbox";

export function useAccountRatings(isEnabled: boolean) {
  return useQuery({ queryKey: keys.ratings, queryFn: listRatings, enabled: isEnabled });
}

export interface Ratings {
  /** What counts now: the account's ratings, and over them everything entered since. */
  ratings: RatingMap;
  /** Those of them that a placement wrote, with how sure it was. */
  placed: Confidences;
  /** The account's own rows, where there is an account. */
  rows: readonly Rating[];
  rate: (slug: string, level: number) => void;
  isLoading: boolean;
  error: Error | null;
  retry: () => void;
}

/** What waits for an account; what was refused no longer counts. */
function waitingRatings(entries: readonly Entry[], owner: string | null): Pick<Draft, "ratings" | "placed"> {
  const waiting = entries
    .filter((entry) => entry.kind === "rating")
    .filter((entry) => entry.owner === owner && !entry.refusal);
  return {
    ratings: Object.fromEntries(waiting.map(({ skill, level }) => [skill, level])),
    placed: confidencesIn(waiting),
  };
}

/** The confidences of an account's ratings that count as a placement wrote them. */
const placedIn = (rows: readonly Rating[]): Confidences =>
  Object.fromEntries(
    rows
      .filter(({ source, isCounted }) => source === "placement" && isCounted)
      .map(({ skill, confidence }) => [skill.slug, confidence]),
  );

const without = (placed: Confidences, others: RatingMap): Confidences =>
  Object.fromEntries(Object.entries(placed).filter(([slug]) => !(slug in others)));

/**
 * A person's ratings, with or without an account.
 *
 * With an account a rating goes to the outbox, else to the draft in this browser: nothing is lost to a closed
 * tab, a lost connection or an ended session. Former slugs are followed.
 */
export function useRatings(): Ratings {
  const { user, isUnsure, error, retry } = useSession();
  const isHydrated = useIsHydrated();
  const draft = useStore(draftStore, EMPTY_DRAFT);
  const entries = useOutboxEntries();
  const owner = useOwner();
  const former = useFormerSlugs().skills;
  const account = useAccountRatings(user !== null);
  const read = account.data;
  const rows = useMemo(() => read?.body.items ?? [], [read]);
  const held = useMemo(
    () => Object.fromEntries(rows.filter(({ isCounted }) => isCounted).map((row) => [row.skill.slug, row.level])),
    [rows],
  );
  const { ratings, placed } = useMemo(() => {
    const waiting = waitingRatings(entries, owner);
    const given = {
      ratings: { ...draft.ratings, ...waiting.ratings },
      placed: { ...without(draft.placed, waiting.ratings), ...waiting.placed },
    };
    const typed = followRatings(given.ratings, former).ratings;
    return {
      ratings: { ...held, ...typed },
      placed: { ...without(placedIn(rows), typed), ...followPlaced(given, typed, former) },
    };
  }, [held, rows, draft, entries, owner, former]);
  const rate = useCallback(
    (skill: string, level: number) => {
      if (owner === null) return storeRating(skill, level);
      const seen = read ? [{ level: held[skill] ?? null }] : [];
      outbox.add({ kind: "rating", owner, etag: read?.etag ?? "", seen, skill, level });
    },
    [owner, read, held],
  );
  return {
    ratings,
    placed,
    rows,
    rate,
    isLoading: !isHydrated || isUnsure || (user !== null && account.isPending),
    error: user ? account.error : error,
    retry: user ? account.refetch : retry,
  };
}
