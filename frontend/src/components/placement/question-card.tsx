"use client";
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslations } from "use-intl";

import { ReplyButtons, replyOfKey } from "@/components/placement/reply-buttons";
import { useQuestionFocus } from "@/components/placement/use-question-focus";
import type { Reply } from "@/types/placement";

interface QuestionCardProps {
  title: string;
  level: number;
  levelName: string;
  canDo: readonly string[];
  given?: Reply | undefined;
  isBusy: boolean;
  onReply: (reply: Reply) => void;
  /** Why this is asked, and what else there is to do. */
  children: ReactNode;
}

/** One question: "can you do this?" A new one takes the focus, so that it is read out and keys answer it. */
export function QuestionCard({ title, level, levelName, canDo, given, isBusy, onReply, children }: QuestionCardProps) {
  const t = useTranslations();
  const { card, heading } = useQuestionFocus();
  const answer = (event: KeyboardEvent) => {
    const reply = replyOfKey(event);
    if (reply && !isBusy) onReply(reply);
  };
  return (
    <section
      ref={card}
      aria-labelledby="question"
      onKeyDown={answer}
      className="card grid scroll-mt-3 gap-5 p-5 sm:p-7"
    >
      <div>
        <h2 id="question" ref={heading} tabIndex={-1} className="text-2xl outline-none sm:text-3xl">
          <span className="mb-1 block font-sans text-base font-normal tracking-normal text-soft">
            {t("placement.question.ask")}
          </span>
          {title}
        </h2>
        <p className="mt-1 text-soft">
          {levelName
            ? t("placement.question.levelName", { level, name: levelName })
            : t("placement.question.level", { level })}
        </p>
      </div>
      <ul className="grid gap-2 text-lg">
        {canDo.map((line) => (
          <li key={line} className="border-l-4 border-course pl-4">
            {line}
          </li>
        ))}
      </ul>
      <ReplyButtons given={given} isBusy={isBusy} onReply={onReply} />
      {children}
    </section>
  );
}
