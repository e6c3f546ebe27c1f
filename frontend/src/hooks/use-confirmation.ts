"use client";
import { useMutation } from "@tanstack/react-query";

import { useStore } from "@/hooks/use-store";
import { confirmSession } from "@/services/account";
import { confirmation } from "@/services/confirmation";

/** Whether a request waits for the password, and how to go on. */
export function useConfirmation() {
  const isAsked = useStore(confirmation, false);
  const confirm = useMutation({
    mutationFn: confirmSession,
    onSuccess: () => confirmation.answer(true),
  });
  const decline = () => {
    confirm.reset();
    confirmation.answer(false);
  };
  return { isAsked, confirm, decline };
}
