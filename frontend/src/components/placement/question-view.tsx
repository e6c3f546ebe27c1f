"use client";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";

import { AnswerList } from "@/components/placement/answer-list";
import { PlacementProgress } from "@/components/placement/placement-progress";
import { QuestionCard } from "@/components/placement/question-card";
import { ReadinessBand } from "@/components/placement/readiness-band";
import { SkillMap, type SkillArea } from "@/components/placement/skill-map";
import { Button } from "@/components/ui/button";
import type { PlacementRun } from "@/hooks/placement-run";
import type { GivenAnswer, PlacementQuestion, PlacementState, Reply } from "@/types/placement";

const NAMED = 3;

/** Why this question comes now. */
function useReason(question: PlacementQuestion | null): string {
  const t = useTranslations();
  const format = useFormatter();
  if (!question) return "";
  const skills = question.tellsAbout.slice(0, NAMED).map(({ skill }) => skill.title);
  if (skills.length === 0) return t("placement.question.why");
  return t("placement.question.whySkills", { skills: format.list(skills) });
}

interface AskedStep {
  step: Pick<PlacementQuestion, "skill" | "level" | "canDo">;
  levelName: string;
  given: Reply | undefined;
}

interface QuestionViewProps {
  run: PlacementRun;
  state: PlacementState;
  areas: readonly SkillArea[];
  names: ReadonlyMap<number, string>;
  /** The levels the role requires, by skill. */
  targets: ReadonlyMap<string, number>;
  /** An earlier answer that is being changed. */
  changing: GivenAnswer | null;
  onChanging: (answer: GivenAnswer | null) => void;
  onFinish: () => void;
}

function useReplies({ run, changing, onChanging }: QuestionViewProps, asked: AskedStep | null) {
  const t = useTranslations();
  const [said, setSaid] = useState("");
  const give = (reply: Reply | null, step: AskedStep["step"]) => {
    run.answer({ skill: step.skill.slug, level: step.level, reply });
    setSaid(reply === null ? t("placement.answers.removed", { skill: step.skill.title }) : "");
    if (changing) onChanging(null);
  };
  return {
    said,
    reply: (reply: Reply) => asked && give(reply, asked.step),
    remove: (answer: GivenAnswer) => give(null, answer),
  };
}

/** One question at a time, with what is known so far beside it. */
export function QuestionView(props: QuestionViewProps) {
  const t = useTranslations();
  const { run, state, areas, names, targets, changing, onChanging, onFinish } = props;
  const step = changing ?? state.question;
  const asked = step && { step, levelName: names.get(step.level) ?? "", given: changing?.reply };
  const { said, reply, remove } = useReplies(props, asked);
  const reason = useReason(state.question);
  const last = state.answers.at(-1);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-8">
      <div className="grid gap-5">
        <PlacementProgress state={state} targets={targets} isBusy={run.isBusy} />
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
                <span className="text-soft">{t("placement.changing.note")}</span>
                <Button onClick={() => remove(changing)}>{t("placement.changing.remove")}</Button>
                <Button onClick={() => onChanging(null)}>{t("placement.changing.cancel")}</Button>
              </p>
            ) : (
              <p className="text-sm text-soft">{reason}</p>
            )}
          </QuestionCard>
        ) : null}
        <div className="flex flex-wrap gap-3">
          {last && !changing ? <Button onClick={() => onChanging(last)}>{t("placement.question.back")}</Button> : null}
          {state.answers.length > 0 ? <Button onClick={onFinish}>{t("placement.question.finish")}</Button> : null}
        </div>
        <p role="status" className="sr-only">
          {said}
        </p>
        <AnswerList answers={state.answers} onChange={onChanging} onRemove={remove} />
      </div>
      <aside aria-label={t("placement.known")} className="card grid gap-5 p-5">
        <h2 className="text-xl">{t("placement.known")}</h2>
        <ReadinessBand range={state.readiness} />
        <SkillMap areas={areas} />
      </aside>
    </div>
  );
}
