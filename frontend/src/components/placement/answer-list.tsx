import { replyWord } from "@/components/placement/words";
import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import type { GivenAnswer } from "@/types/placement";

const tones = { yes: "text-strong", partly: "text-weak", no: "text-ink", skip: "text-soft" } as const;

interface AnswerListProps {
  answers: readonly GivenAnswer[];
  onChange: (answer: GivenAnswer) => void;
  onTakeBack: (answer: GivenAnswer) => void;
}

/** Everything answered so far; each can be changed or taken back. */
export function AnswerList({ answers, onChange, onTakeBack }: AnswerListProps) {
  if (answers.length === 0) return null;
  return (
    <details className="card">
      <summary className="flex min-h-11 items-center gap-3 px-4 py-3 font-semibold hover:bg-sunk">
        <Chevron />
        {`Your answers (${answers.length})`}
      </summary>
      <ol className="border-t border-line px-4 pb-2 sm:px-5">
        {answers.map((answer) => {
          const name = `${answer.skill.title}, level ${answer.level}`;
          return (
            <li key={name} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2 last:border-0">
              <span>
                {name} <span className={`ml-1 font-semibold ${tones[answer.reply]}`}>{replyWord(answer.reply)}</span>
              </span>
              <span className="flex gap-2">
                <Button aria-label={`Change ${name}`} onClick={() => onChange(answer)}>
                  Change
                </Button>
                <Button aria-label={`Take back ${name}`} onClick={() => onTakeBack(answer)}>
                  Take back
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
