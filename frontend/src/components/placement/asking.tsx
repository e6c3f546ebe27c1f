"use client";
import { useState } from "react";

import { AnswerList } from "@/components/placement/answer-list";
import { Progress } from "@/components/placement/progress";
import { QuestionCard } from "@/components/placement/question-card";
import { ReadinessBand } from "@/components/placement/readiness-band";
import { SkillMap, type SkillArea } from "@/components/placement/skill-map";
import { Button } from "@/components/ui/button";
import type { PlacementRun } from "@/hooks/placement-run";
import type { GivenAnswer, PlacementQuestion, PlacementState, Reply } from "@/types/placement";

function whyWords({ tellsAbout }: PlacementQuestion): string {
  const named = tellsAbout.slice(0, 3).map(({ skill }) => skill.title);
  if (named.length === 0) return "Asked because it settles most of what is still open.";
  const last = named.pop() ?? "";
  const list = named.length > 0 ? `${named.join(", ")} and ${last}` : last;
  return `Asked because it settles most: your answer also tells about ${list}.`;
}

interface Asked {
  step: Pick<PlacementQuestion, "skill" | "level" | "canDo">;
  levelName: string;
  given: Reply | undefined;
}

interface AskingProps {
  run: PlacementRun;
  state: PlacementState;
  areas: readonly SkillArea[];
  names: ReadonlyMap<number, string>;
  /** What the role asks for, by skill. */
  targets: ReadonlyMap<string, number>;
  /** An earlier answer that is being changed. */
  changing: GivenAnswer | null;
  onChanging: (answer: GivenAnswer | null) => void;
  onFinish: () => void;
}

function useReplies({ run, changing, onChanging }: AskingProps, asked: Asked | null) {
  const [said, setSaid] = useState("");
  const give = (reply: Reply | null, step: Asked["step"]) => {
    run.answer({ skill: step.skill.slug, level: step.level, reply });
    setSaid(reply === null ? `Answer to ${step.skill.title} taken back.` : "");
    if (changing) onChanging(null);
  };
  return { said, reply: (reply: Reply) => asked && give(reply, asked.step), takeBack: (answer: GivenAnswer) => give(null, answer) };
}

/** One question a screen, with what is known so far beside it. */
export function Asking(props: AskingProps) {
  const { run, state, areas, names, targets, changing, onChanging, onFinish } = props;
  const step = changing ?? state.question;
  const asked = step && { step, levelName: names.get(step.level) ?? "", given: changing?.reply };
  const { said, reply, takeBack } = useReplies(props, asked);
  const last = state.answers.at(-1);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-8">
      <div className="grid gap-5">
        <Progress state={state} targets={targets} isBusy={run.isBusy} />
        {asked ? (
          <QuestionCard
            key={`${asked.step.skill.slug} ${asked.step.level} ${changing ? "again" : ""}`}
            title={asked.step.skill.title}
            level={asked.step.level}
            levelName={asked.levelName}
            canDo={asked.step.canDo}
            given={asked.given}
            isBusy={run.isBusy}
            onReply={reply}
          >
            {changing ? (
              <p className="flex flex-wrap items-center gap-3">
                <span className="text-soft">You are changing an earlier answer.</span>
                <Button onClick={() => takeBack(changing)}>Take it back</Button>
                <Button onClick={() => onChanging(null)}>Leave it as it is</Button>
              </p>
            ) : (
              <p className="text-sm text-soft">{state.question ? whyWords(state.question) : ""}</p>
            )}
          </QuestionCard>
        ) : null}
        <div className="flex flex-wrap gap-3">
          {last && !changing ? <Button onClick={() => onChanging(last)}>Back</Button> : null}
          {state.answers.length > 0 ? <Button onClick={onFinish}>Show me the result</Button> : null}
        </div>
        <p role="status" className="sr-only">
          {said}
        </p>
        <AnswerList answers={state.answers} onChange={onChanging} onTakeBack={takeBack} />
      </div>
      <aside aria-label="What is known so far" className="card grid gap-5 p-5">
        <h2 className="text-xl">What is known so far</h2>
        <ReadinessBand range={state.readiness} />
        <SkillMap areas={areas} />
      </aside>
    </div>
  );
}
