"use client";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { withResponse } from "@/hooks/roadmap-updates";
import { keys } from "@/hooks/query-keys";
import { useDraftClaim } from "@/hooks/use-rating-sync";
import { useSession } from "@/hooks/use-session";
import { useStore } from "@/hooks/use-store";
import { adoptOwnedDraft, adoptPendingTicks } from "@/services/legacy-stores";
import { outbox } from "@/services/outbox";
import type { News } from "@/services/outbox-port";
import type { getRoadmap } from "@/services/roadmaps";
import { accountStore } from "@/services/session-store";

type Read = Awaited<ReturnType<typeof getRoadmap>>;

/** Brings what a delivery learned from the server into the cache, before the entry leaves the screen. */
export function follow(cache: QueryClient, news: News): void {
  const readAgain = (queryKey: readonly string[]) => void cache.invalidateQueries({ queryKey });
  if (news.kind === "item") {
    const key = keys.roadmap(news.roadmapId);
    void cache.cancelQueries({ queryKey: key }, { revert: false });
    cache.setQueryData<Read>(key, (read) => read && withResponse(read, news.answer));
    readAgain(keys.ratings);
    readAgain(keys.readiness);
    readAgain([...keys.roadmaps, "list"]);
    // A tick moves the dates of other steps, and can make others held.
    void cache.invalidateQueries({ queryKey: key, exact: true });
  } else if (news.kind === "roadmap") {
    cache.setQueryData<Read>(keys.roadmap(news.read.body.id), news.read);
  } else if (news.kind === "ratings") {
    void cache.cancelQueries({ queryKey: keys.ratings }, { revert: false });
    cache.setQueryData(keys.ratings, news.read);
    readAgain(keys.readiness);
    // An open placement says which ratings it would change, and the ratings are different now.
    readAgain(keys.placements);
  } else if (news.entry.kind === "tick") {
    readAgain(keys.roadmap(news.entry.roadmapId));
  } else {
    readAgain(keys.ratings);
  }
}

/** Delivers what waits, for as long as the app is open; for the one component that is on every page. */
export function useOutboxDelivery(): void {
  const cache = useQueryClient();
  const { user } = useSession();
  const account = useStore(accountStore, null);
  useEffect(() => outbox.read((news) => follow(cache, news)), [cache]);
  useEffect(() => {
    adoptOwnedDraft(outbox);
    return outbox.start();
  }, []);
  useEffect(() => {
    if (user) adoptPendingTicks(outbox, user.id);
  }, [user]);
  useEffect(() => {
    // Another tab has changed the account: what is shown of the previous one is not this person's.
    if (user && account && user.id !== account) void cache.resetQueries({ queryKey: keys.me });
  }, [cache, user, account]);
  useDraftClaim();
}
