"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { keys } from "@/hooks/query-keys";
import { useSession } from "@/hooks/use-session";
import { getMe } from "@/services/account";
import * as admin from "@/services/admin";
import type { AccountRole, AuditFilter } from "@/types/model";

/** What asks for the password is not asked again because the window was looked at. */
const CALM = { refetchOnWindowFocus: false } as const;

/** Whether the person may manage accounts; null until that is known. */
export function useIsAdmin(): boolean | null {
  const { user } = useSession();
  const { data } = useQuery({ queryKey: keys.account, queryFn: getMe, enabled: user !== null });
  return data ? data.role === "admin" : null;
}

export function useAccountSearch(query: string) {
  return useInfiniteQuery({
    ...CALM,
    queryKey: keys.managedAccounts(query),
    queryFn: ({ pageParam }) => admin.searchAccounts(query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useManagedAccount(id: string) {
  return useQuery({ ...CALM, queryKey: keys.managedAccount(id), queryFn: () => admin.getManagedAccount(id) });
}

export interface AccountChange {
  role?: AccountRole;
  isDisabled?: boolean;
  /** End every session and API token. */
  endsSessions?: boolean;
}

/** Change an account; every list of the admin then shows it. */
export function useManagedAccountChange(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ endsSessions, ...change }: AccountChange): Promise<unknown> =>
      endsSessions ? admin.endAccountSessions(id) : admin.changeManagedAccount(id, change),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.admin }),
  });
}

export function useSizes() {
  return useQuery({ ...CALM, queryKey: keys.sizes, queryFn: admin.getSizes });
}

export function useAuditEvents(filter: AuditFilter) {
  return useInfiniteQuery({
    ...CALM,
    queryKey: keys.auditEvents(filter),
    queryFn: ({ pageParam }) => admin.listAuditEvents(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
