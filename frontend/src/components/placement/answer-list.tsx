"use client";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import type { GivenAnswer } from "@/types/placement";

const tones = { yes: "text-strong", partly: "text-weak", no: "text-ink", skip: "text-soft" } as const;

interface AnswerListProps {
  answers: readonly GivenAnswer[];
  onChange: (answer: GivenAnswer) => void;
  onRemove: (answer: GivenAnswer) => void;
}

/** All answers so far; each can be changed or removed. */
export function AnswerList({ answers, onChange, onRemove }: AnswerListProps) {
  const t = useTranslations();
  if (answers.length === 0) return null;
  return (
    <details className="card">
      <summary className="flex min-h-11 items-center gap-3 px-4 py-3 font-semibold hover:bg-sunk">
        <Chevron />
        {t("placement.answers.title", { count: answers.length })}
      </summary>
      <ol className="border-t border-line px-4 pb-2 sm:px-5">
        {answers.map((answer) => {
          const step = t("level.step", { skill: answer.skill.title, level: answer.level });
          return (
            <li
              key={step}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2 last:border-0"
            >
              <span>
                {step}{" "}
                <span className={`ml-1 font-semibold ${tones[answer.reply]}`}>
                  {t(`placement.replies.${answer.reply}.title`)}
                </span>
              </span>
              <span className="flex gap-2">
                <Button aria-label={t("placement.answers.changeStep", { step })} onClick={() => onChange(answer)}>
                  {t("placement.answers.change")}
                </Button>
                <Button aria-label={t("placement.answers.removeStep", { step })} onClick={() => onRemove(answer)}>
                  {t("placement.answers.remove")}
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
