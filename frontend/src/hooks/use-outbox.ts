"use client";
import { useSyncExternalStore } from "react";

import { useSession } from "@/hooks/use-session";
import { useStore } from "@/hooks/use-store";
import { outbox, RESTING } from "@/services/outbox";
import { accountStore, sessionStore } from "@/services/session-store";
import type { Entry } from "@/types/outbox";

const NONE: readonly Entry[] = [];

/** Everything in the outbox of this browser, of all accounts, in its order. */
export function useOutboxEntries(): readonly Entry[] {
  return useSyncExternalStore(outbox.storage.subscribe, outbox.storage.list, () => NONE);
}

/** The account that what is done now belongs to, also while its session has to be renewed; null without one. */
export function useOwner(): string | null {
  const { user } = useSession();
  const known = useStore(accountStore, null);
  const state = useStore(sessionStore, "anonymous");
  return user?.id ?? (state === "anonymous" ? null : known);
}

export interface OutboxView {
  /** How many changes of this person wait to be sent. */
  waiting: number;
  /** Changes the person has to decide about. */
  refused: readonly Entry[];
  /** Changes that wait for another account. */
  foreign: readonly Entry[];
  failure: Error | null;
  isSending: boolean;
  /** Whether what waits survives this page. */
  isDurable: boolean;
  deliver: () => void;
  retry: (entry: Entry) => void;
  discard: (entry: Entry) => void;
}

const retry = (entry: Entry) => outbox.retry(entry);
const discard = (entry: Entry) => outbox.discard(entry);
const deliver = () => void outbox.deliver();

/** What waits in this browser, and what can be done about it. */
export function useOutbox(): OutboxView {
  const entries = useOutboxEntries();
  const owner = useOwner();
  const status = useSyncExternalStore(outbox.subscribeStatus, outbox.getStatus, () => RESTING);
  const mine = entries.filter((entry) => entry.owner === owner);
  return {
    waiting: mine.filter(({ refusal }) => !refusal).length,
    refused: mine.filter(({ refusal }) => refusal),
    foreign: entries.filter((entry) => entry.owner !== owner),
    ...status,
    isDurable: outbox.storage.isDurable(),
    deliver,
    retry,
    discard,
  };
}
