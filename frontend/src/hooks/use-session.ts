"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { keys } from "@/hooks/query-keys";
import { useIsHydrated, useStore } from "@/hooks/use-store";
import * as account from "@/services/account";
import { forgetChangeDrafts } from "@/services/change-drafts";
import { forgetCreations } from "@/services/creations";
import { draftStore } from "@/services/draft-store";
import { NO_PLACEMENTS, placementStore } from "@/services/placement-store";
import { outbox } from "@/services/outbox";
import { accountStore, sessionStore } from "@/services/session-store";
import { EMPTY_DRAFT } from "@/types/draft";
import type { User } from "@/types/model";

export interface Session {
  user: User | null;
  /** Whether it is not known yet who is logged in. */
  isUnsure: boolean;
  hasEnded: boolean;
  /** Why that could not be found out. */
  error: Error | null;
  retry: () => void;
}

/** Who is logged in. */
export function useSession(): Session {
  const isHydrated = useIsHydrated();
  const state = useStore(sessionStore, "anonymous");
  const isSignedIn = state === "signedIn";
  const { data, error, refetch } = useQuery({ queryKey: keys.account, queryFn: account.getMe, enabled: isSignedIn });
  return {
    user: isSignedIn ? (data ?? null) : null,
    isUnsure: !isHydrated || (isSignedIn && !data),
    hasEnded: state === "ended",
    error: isSignedIn && !data ? error : null,
    retry: refetch,
  };
}

function useAuthentication<T>(enter: (input: T) => Promise<User>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: enter,
    onSuccess: async () => {
      cache.removeQueries({ queryKey: keys.me });
      await cache.fetchQuery({ queryKey: keys.account, queryFn: account.getMe });
    },
  });
}

export const useSignUp = () => useAuthentication(account.signUp);
export const useLogIn = () => useAuthentication(account.logIn);

/** Removes from this device whatever belongs to the person who leaves; the outbox of other accounts stays. */
function useLeaving(leave: () => Promise<void>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const owner = accountStore.get();
      await leave();
      if (owner !== null) {
        outbox.forget(owner);
        forgetChangeDrafts(owner);
      }
      draftStore.set(EMPTY_DRAFT);
      placementStore.set(NO_PLACEMENTS);
      forgetCreations();
      cache.removeQueries({ queryKey: keys.me });
    },
  });
}

export const useLogOut = () => useLeaving(account.logOut);
export const useDeleteAccount = () => useLeaving(account.deleteMe);
