"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { keys } from "@/hooks/query-keys";
import type { Versioned } from "@/services/http";
import { changeItem, type getRoadmap } from "@/services/roadmaps";
import type { ItemChange, ItemStatus, PlanItem, Roadmap } from "@/types/model";

export interface ItemWish {
  itemId: string;
  status: ItemStatus;
  hoursSpent?: number | null;
}

type Read = Awaited<ReturnType<typeof getRoadmap>>;

function withItems(read: Read, change: (item: PlanItem) => PlanItem): Read {
  const { result } = read.body;
  return { ...read, body: { ...read.body, result: { ...result, items: result.items.map(change) } } };
}

/** The roadmap as it will look when the server agrees. */
export function withWish(read: Read, { itemId, ...wish }: ItemWish): Read {
  return withItems(read, (item) => (item.id === itemId ? { ...item, ...wish } : item));
}

/** The roadmap as the server answered: new version, progress, and what is ready now. */
export function withAnswer(read: Read, { body, etag }: Versioned<ItemChange>): Read {
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

/**
 * Tick items of a roadmap: at once on the screen, then on the server, one after the other.
 *
 * When it was changed in another window meanwhile (412), it is read again and `error` says so.
 */
export function useItemProgress(id: string) {
  const cache = useQueryClient();
  const key = keys.roadmap(id);
  return useMutation({
    scope: { id: `roadmap ${id}` },
    mutationFn: ({ itemId, ...change }: ItemWish) =>
      changeItem(id, itemId, { change, etag: cache.getQueryData<Read>(key)?.etag ?? "" }),
    onMutate: async (wish) => {
      await cache.cancelQueries({ queryKey: key });
      cache.setQueryData<Read>(key, (read) => read && withWish(read, wish));
    },
    onSuccess: (answer) => {
      cache.setQueryData<Read>(key, (read) => read && withAnswer(read, answer));
      void cache.invalidateQueries({ queryKey: keys.ratings });
      void cache.invalidateQueries({ queryKey: [...keys.roadmaps, "list"] });
    },
    onError: () => cache.invalidateQueries({ queryKey: key }),
  });
}
