import { Button, ButtonLink } from "@/components/ui/button";
import { Failure } from "@/components/ui/notice";
import { pages } from "@/services/paths";

const points = [
  ["About a dozen questions", "Each is a handful of sentences; you say whether they are true of you."],
  ["Every answer counts twice", "Who can do the harder thing can do what it stands on. So most skills need no question."],
  ["You have the last word", "At the end you see every level and how sure it is, and put right what is wrong."],
] as const;

interface IntroProps {
  role: string;
  variant: string;
  /** Answers from before the log-in that will be taken along. */
  carried: number;
  hasAccount: boolean;
  isBusy: boolean;
  error: Error | null;
  onBegin: () => void;
}

/** What will happen, and the button that begins it. */
export function Intro({ role, variant, carried, hasAccount, isBusy, error, onBegin }: IntroProps) {
  return (
    <>
      <ol className="grid gap-4 sm:grid-cols-3">
        {points.map(([title, text], index) => (
          <li key={title} className="border-t-2 border-course pt-3">
            <h2 className="text-xl">
              <span className="mr-2 text-course">{index + 1}</span>
              {title}
            </h2>
            <p className="mt-1 text-soft">{text}</p>
          </li>
        ))}
      </ol>
      {error ? <Failure error={error} onRetry={onBegin} /> : null}
      <div>
        <div className="flex flex-wrap gap-3">
          <Button kind="primary" isBusy={isBusy} onClick={onBegin}>
            {carried > 0 ? "Go on with the questions" : "Begin with the questions"}
          </Button>
          <ButtonLink href={pages.rate(role, variant)}>Rate every skill myself</ButtonLink>
        </div>
        <p className="mt-3 text-sm text-soft">
          {carried > 0 ? `The ${carried} answers you gave in this browser before you logged in are taken along. ` : ""}
          {hasAccount
            ? "Your answers are kept in your account; you can stop and go on at any time, on any device."
            : "No account needed. Your answers stay in this browser; you can stop and go on at any time."}
        </p>
      </div>
    </>
  );
}
