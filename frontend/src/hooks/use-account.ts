"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { keys } from "@/hooks/query-keys";
import * as account from "@/services/account";

export function useAccount() {
  return useQuery({ queryKey: keys.account, queryFn: account.getMe });
}

/** Change the name, the time zone or whether replies are counted; days and dates follow the time zone. */
export function useAccountChange() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: account.changeMe,
    onSuccess: (me) => {
      cache.setQueryData(keys.account, me);
      void cache.invalidateQueries({ queryKey: keys.roadmaps });
    },
  });
}

export function usePasswordChange() {
  return useMutation({
    mutationFn: ({ current, next }: { current: string; next: string }) => account.changePassword(current, next),
  });
}

export function useSessions() {
  return useQuery({ queryKey: keys.sessions, queryFn: account.listSessions });
}

/** End one session, or all others when no id is given. */
export function useEndSession() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null): Promise<unknown> =>
      id === null ? account.endOtherSessions() : account.endSession(id),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.sessions }),
  });
}

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Everything stored about the person, as a file. */
export function useExport() {
  return useMutation({
    mutationFn: account.exportMe,
    onSuccess: (all) => saveFile("career-intelligence-export.json", JSON.stringify(all, null, 2)),
  });
}
