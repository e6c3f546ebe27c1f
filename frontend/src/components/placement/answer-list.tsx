"use client";
import { useFormatter, useTranslations } from "use-intl";

import { choiceTitle } from "@/components/placement/choice-title";
import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import { isChoice, type GivenAnswer, type PlacementChoice, type Reopened } from "@/types/placement";

const tones = { yes: "text-strong", partly: "text-weak", no: "text-ink", skip: "text-soft" } as const;

interface AnswerListProps {
  choices: readonly PlacementChoice[];
  answers: readonly GivenAnswer[];
  onChange: (answer: Reopened) => void;
  onRemove: (answer: Reopened) => void;
}

/** What an answer is about, the answer in words, and its look. */
function useTexts() {
  const t = useTranslations();
  const format = useFormatter();
  return (answer: Reopened): { title: string; text: string; tone: string } => {
    if (!isChoice(answer)) {
      const { skill, level, reply } = answer;
      const title = t("level.step", { skill: skill.title, level });
      return { title, text: t(`placement.replies.${reply}.title`), tone: tones[reply] };
    }
    const title = choiceTitle(format, answer);
    const used = answer.options.filter(({ use }) => use === "yes").map(({ skill }) => skill.title);
    if (used.length > 0) return { title, text: format.list(used), tone: tones.yes };
    const isSkipped = answer.options.some(({ use }) => use === "skip");
    return isSkipped
      ? { title, text: t("placement.choice.skipped"), tone: tones.skip }
      : { title, text: t("placement.choice.none"), tone: tones.no };
  };
}

/** All answers so far; each can be changed or removed. */
export function AnswerList({ choices, answers, onChange, onRemove }: AnswerListProps) {
  const t = useTranslations();
  const textsOf = useTexts();
  const all: readonly Reopened[] = [...choices, ...answers];
  if (all.length === 0) return null;
  return (
    <details className="card">
      <summary className="flex min-h-11 items-center gap-3 px-4 py-3 font-semibold hover:bg-sunk">
        <Chevron />
        {t("placement.answers.title", { count: all.length })}
      </summary>
      <ol className="border-t border-line px-4 pb-2 sm:px-5">
        {all.map((answer) => {
          const { title: step, text, tone } = textsOf(answer);
          return (
            <li
              key={isChoice(answer) ? answer.key : step}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2 last:border-0"
            >
              <span>
                {step} <span className={`ml-1 font-semibold ${tone}`}>{text}</span>
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
