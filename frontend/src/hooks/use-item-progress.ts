"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";

import { keys } from "@/hooks/query-keys";
import type { Versioned } from "@/services/http";
import { changeItem, type getRoadmap } from "@/services/roadmaps";
import { addPendingTick, takePendingTicks } from "@/services/pending-ticks";
import type { ItemChange, ItemUpdate, PlanItem, Roadmap } from "@/types/model";
import { hasStatus } from "@/types/problem";

type Read = Awaited<ReturnType<typeof getRoadmap>>;

function withItems(read: Read, change: (item: PlanItem) => PlanItem): Read {
  const { result } = read.body;
  return { ...read, body: { ...read.body, result: { ...result, items: result.items.map(change) } } };
}

/** The roadmap as it will look when the server agrees. */
export function withUpdate(read: Read, { itemId, ...update }: ItemUpdate): Read {
  return withItems(read, (item) => (item.id === itemId ? { ...item, ...update } : item));
}

/** The roadmap as the server returned it: new version, progress, and what is ready now. */
export function withResponse(read: Read, { body, etag }: Versioned<ItemChange>): Read {
  const ready = new Set(body.readyNow);
  const merged = withItems(read, (item) => ({
    ...(item.id === body.item.id ? body.item : item),
    isReadyNow: ready.has(item.id),
  }));
  const roadmap: Roadmap = {
    ...merged.body,
    version: body.roadmap.version,
    progress: body.roadmap.progress,
  };
  return { body: roadmap, etag };
}

export interface ItemProgress {
  tick: (update: ItemUpdate) => void;
  error: Error | null;
  /** Send what could not be sent; null where the server has everything or refused it. */
  resend: (() => void) | null;
  /** The last update that the server agreed to. */
  agreed: ItemUpdate | null;
}

/**
 * Tick items of a roadmap: at once on the screen, then on the server, one after the other.
 *
 * When it was changed in another window meanwhile (412), it is read again and `error` says so. When the
 * session has ended or the server cannot be reached, the update waits in this browser and is repeated after
 * the log-in or with the connection.
 */
export function useItemProgress(id: string): ItemProgress {
  const cache = useQueryClient();
  const key = keys.roadmap(id);
  const { mutate, error, variables, isSuccess } = useMutation({
    scope: { id: `roadmap ${id}` },
    mutationFn: ({ itemId, ...change }: ItemUpdate) =>
      changeItem(id, itemId, { change, etag: cache.getQueryData<Read>(key)?.etag ?? "" }),
    onSuccess: (answer) => {
      cache.setQueryData<Read>(key, (read) => read && withResponse(read, answer));
      void cache.invalidateQueries({ queryKey: keys.ratings });
      void cache.invalidateQueries({ queryKey: [...keys.roadmaps, "list"] });
    },
    onError: (refusal, update) => {
      if (hasStatus(refusal, 401) || isUnsent(refusal)) addPendingTick({ roadmapId: id, ...update });
      return isUnsent(refusal) ? undefined : cache.invalidateQueries({ queryKey: key });
    },
  });
  const tick = useCallback(
    (update: ItemUpdate) => {
      void cache.cancelQueries({ queryKey: keys.roadmap(id) }, { revert: false });
      cache.setQueryData<Read>(keys.roadmap(id), (read) => read && withUpdate(read, update));
      mutate(update);
    },
    [cache, id, mutate],
  );
  const resend = useCallback(() => {
    for (const { itemId, status, ...rest } of takePendingTicks(id)) tick({ itemId, status, ...hoursOf(rest) });
  }, [id, tick]);
  useEffect(() => {
    resend();
    window.addEventListener("online", resend);
    return () => window.removeEventListener("online", resend);
  }, [resend]);
  return { tick, error, resend: isUnsent(error) ? resend : null, agreed: isSuccess ? variables : null };
}

/** The request did not reach the server, which has not decided anything. */
const isUnsent = (error: unknown) => hasStatus(error, 0);

const hoursOf = ({ hoursSpent }: Pick<ItemUpdate, "hoursSpent">) => (hoursSpent === undefined ? {} : { hoursSpent });
