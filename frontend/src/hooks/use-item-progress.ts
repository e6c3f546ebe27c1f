"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";

import { keys } from "@/hooks/query-keys";
import { withWaiting } from "@/hooks/roadmap-updates";
import { useOutbox, useOutboxEntries, useOwner } from "@/hooks/use-outbox";
import { outbox } from "@/services/outbox";
import type { getRoadmap } from "@/services/roadmaps";
import type { ItemUpdate } from "@/types/model";
import { ApiProblem } from "@/types/problem";

type Read = Awaited<ReturnType<typeof getRoadmap>>;

export interface AgreedUpdate extends ItemUpdate {
  /** By how much it raised readiness, in points. */
  gained: number;
}

export interface ItemProgress {
  tick: (update: ItemUpdate) => void;
  /** What the server refused for good; what only waits is said on every page, by the notice of the outbox. */
  error: Error | null;
  /** Send what waits now; null where nothing does. */
  resend: (() => void) | null;
  /** The last update that the server agreed to. */
  agreed: AgreedUpdate | null;
}

/**
 * Tick items of a roadmap: at once on the screen (`useRoadmap` shows what waits), then on the server.
 *
 * A tick goes to the outbox, and leaves it when the server has it: it survives a lost connection, a server
 * that is unavailable, an ended session and a closed page.
 */
export function useItemProgress(id: string): ItemProgress {
  const cache = useQueryClient();
  const owner = useOwner();
  const [agreed, setAgreed] = useState<AgreedUpdate | null>(null);
  const entries = useOutboxEntries();
  const { deliver } = useOutbox();
  const tick = useCallback(
    (change: ItemUpdate) => {
      const stored = cache.getQueryData<Read>(keys.roadmap(id));
      const read = stored && withWaiting(stored, outbox.storage.list());
      const item = read?.body.result.items.find((one) => one.id === change.itemId);
      if (!owner || !read || !item) return;
      const { skill, level, status, hoursSpent } = item;
      const seen = [{ status, hoursSpent }];
      outbox.add({ kind: "tick", owner, etag: read.etag, seen, roadmapId: id, skill, level, change });
    },
    [cache, id, owner],
  );
  useEffect(
    () =>
      outbox.read((news) => {
        if (news.kind !== "item" || news.roadmapId !== id) return;
        setAgreed({ ...news.update, gained: news.answer.body.readiness?.gained ?? 0 });
      }),
    [id],
  );
  const mine = entries.filter((entry) => entry.kind === "tick" && entry.roadmapId === id && entry.owner === owner);
  const refusal = mine.findLast((entry) => entry.refusal && !entry.refusal.theirs)?.refusal;
  const isWaiting = mine.some((entry) => !entry.refusal);
  return { tick, error: refusal ? new ApiProblem(refusal.problem) : null, resend: isWaiting ? deliver : null, agreed };
}
