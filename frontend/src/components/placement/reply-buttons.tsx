"use client";
import { useRef, type KeyboardEvent } from "react";
import { useTranslations } from "use-intl";

import type { Reply } from "@/types/placement";

const replies: readonly Reply[] = ["yes", "partly", "no", "skip"];
const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** The key that was pressed as a reply: 1 to 4, in the order of the buttons. */
export function replyOfKey(event: KeyboardEvent): Reply | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  return replies[Number(event.key) - 1] ?? null;
}

interface ReplyButtonsProps {
  /** The earlier answer, when it is being changed. */
  given?: Reply | undefined;
  isBusy: boolean;
  onReply: (reply: Reply) => void;
}

/** Four big buttons; arrows go from one to the next, Tab works as everywhere. */
export function ReplyButtons({ given, isBusy, onReply }: ReplyButtonsProps) {
  const t = useTranslations();
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const buttons = [...(group.current?.querySelectorAll("button") ?? [])];
    if (step === undefined || buttons.length === 0) return;
    event.preventDefault();
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div
      ref={group}
      role="group"
      aria-label={t("placement.replies.label")}
      onKeyDown={move}
      className="grid grid-cols-2 gap-3 sm:grid-cols-4"
    >
      {replies.map((reply, index) => (
        <button
          key={reply}
          type="button"
          aria-disabled={isBusy || undefined}
          aria-pressed={given === undefined ? undefined : given === reply}
          onClick={() => (isBusy ? undefined : onReply(reply))}
          className={`min-h-20 rounded-2xl border-2 px-3 py-3 text-center aria-disabled:opacity-60 ${
            reply === "skip" ? "border-dashed border-edge bg-transparent" : "border-edge bg-card"
          } hover:border-course hover:bg-course-tint aria-pressed:border-course aria-pressed:bg-course-tint`}
        >
          <span className="block font-display text-xl font-semibold">
            {t(`placement.replies.${reply}.title`)}
            <kbd
              aria-hidden="true"
              className="ml-2 rounded border border-line px-1.5 align-middle font-sans text-xs font-normal text-soft pointer-coarse:hidden"
            >
              {index + 1}
            </kbd>
          </span>
          <span className="block text-sm text-soft">{t(`placement.replies.${reply}.text`)}</span>
        </button>
      ))}
    </div>
  );
}
