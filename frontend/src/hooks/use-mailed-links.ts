"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { keys } from "@/hooks/query-keys";
import * as links from "@/services/mailed-links";
import { mailedLink, type MailedLink } from "@/types/mailed-link";

/** The link that the page was opened with; undefined until the page has looked, null where there is none. */
export function useMailedLink(): MailedLink | null | undefined {
  const [link, setLink] = useState<MailedLink | null>();
  useEffect(() => {
    const look = () => {
      const found = mailedLink(links.takeFragment());
      setLink((known) => found ?? known ?? null);
    };
    look();
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  return link;
}

export const useSendVerification = () => useMutation({ mutationFn: links.sendVerification });

export const useRequestReset = () => useMutation({ mutationFn: links.requestReset });

export function useRequestEmailChange() {
  return useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => links.requestEmailChange(email, password),
  });
}

/** Prove an address by the link that was mailed to it. */
export function useConfirmEmail() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ purpose, token }: MailedLink) =>
      purpose === "email" ? links.changeEmail(token) : links.verifyEmail(token),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.account }),
  });
}

export function useResetPassword() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ token, password }: { token: string; password: string }) => links.resetPassword(token, password),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.me }),
  });
}
