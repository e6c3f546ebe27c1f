"use client";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";

import { AnswerList } from "@/components/placement/answer-list";
import { ChoiceCard } from "@/components/placement/choice-card";
import { choiceTitle } from "@/components/placement/choice-title";
import { PlacementProgress } from "@/components/placement/placement-progress";
import { QuestionCard } from "@/components/placement/question-card";
import { ReadinessBand } from "@/components/placement/readiness-band";
import { SkillMap, type SkillArea } from "@/components/placement/skill-map";
import { WorkedLine } from "@/components/placement/worked-line";
import { Button } from "@/components/ui/button";
import type { PlacementRun } from "@/hooks/placement-run";
import {
  answeredChoices,
  isChoice,
  removalOf,
  type PlacementQuestion,
  type PlacementState,
  type Reopened,
  type StoredReply,
} from "@/types/placement";

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

interface QuestionViewProps {
  run: PlacementRun;
  state: PlacementState;
  areas: readonly SkillArea[];
  names: ReadonlyMap<number, string>;
  /** The levels the role requires, by skill. */
  targets: ReadonlyMap<string, number>;
  /** An earlier answer that is being changed. */
  changing: Reopened | null;
  onChanging: (answer: Reopened | null) => void;
  onFinish: () => void;
}

function useReplies({ run, changing, onChanging }: QuestionViewProps) {
  const t = useTranslations();
  const format = useFormatter();
  const [said, setSaid] = useState("");
  const give = (reply: StoredReply, text = "") => {
    run.answer(reply);
    setSaid(text);
    if (changing) onChanging(null);
  };
  const remove = (answer: Reopened) => {
    const skill = isChoice(answer) ? choiceTitle(format, answer) : answer.skill.title;
    give(removalOf(answer), t("placement.answers.removed", { skill }));
  };
  return { said, give, remove };
}

type Replies = ReturnType<typeof useReplies>;

/** What is asked now: an answer to change, otherwise a choice, otherwise a step. */
function Asked({ run, state, names, changing, onChanging, give, remove }: QuestionViewProps & Omit<Replies, "said">) {
  const t = useTranslations();
  const reason = useReason(state.question);
  const asked = changing ?? state.choice ?? state.question;
  if (!asked) return null;
  const again = changing ? "again" : "";
  const note = changing ? (
    <p className="flex flex-wrap items-center gap-3">
      <span className="text-soft">{t("placement.changing.note")}</span>
      <Button onClick={() => remove(changing)}>{t("placement.changing.remove")}</Button>
      <Button onClick={() => onChanging(null)}>{t("placement.changing.cancel")}</Button>
    </p>
  ) : null;
  if ("options" in asked) {
    return (
      <ChoiceCard key={`${asked.key} ${again}`} choice={asked} isBusy={run.isBusy} onReply={(uses) => give({ uses })}>
        {note}
      </ChoiceCard>
    );
  }
  const { skill, level, canDo } = asked;
  return (
    <QuestionCard
      key={`${skill.slug} ${level} ${again}`}
      title={skill.title}
      level={level}
      levelName={names.get(level) ?? ""}
      canDo={canDo}
      given={"reply" in asked ? asked.reply : undefined}
      isBusy={run.isBusy}
      onReply={(reply) => give({ skill: skill.slug, level, reply })}
    >
      {note ?? <p className="text-sm text-soft">{reason}</p>}
    </QuestionCard>
  );
}

/** One question at a time, with what is known so far beside it. */
export function QuestionView(props: QuestionViewProps) {
  const t = useTranslations();
  const { run, state, areas, targets, changing, onChanging, onFinish } = props;
  const { said, give, remove } = useReplies(props);
  const choices = answeredChoices(state);
  const last = state.answers.at(-1) ?? choices.at(-1);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-8">
      <div className="grid gap-5">
        <PlacementProgress state={state} targets={targets} isBusy={run.isBusy} />
        <Asked {...props} give={give} remove={remove} />
        <div className="flex flex-wrap gap-3">
          {last && !changing ? <Button onClick={() => onChanging(last)}>{t("placement.question.back")}</Button> : null}
          {last ? <Button onClick={onFinish}>{t("placement.question.finish")}</Button> : null}
        </div>
        <p role="status" className="sr-only">
          {said}
        </p>
        <WorkedLine worked={state.worked} onChange={run.changeWorked} />
        <AnswerList choices={choices} answers={state.answers} onChange={onChanging} onRemove={remove} />
      </div>
      <aside aria-label={t("placement.known")} className="card grid gap-5 p-5">
        <h2 className="text-xl">{t("placement.known")}</h2>
        <ReadinessBand range={state.readiness} />
        <SkillMap areas={areas} />
      </aside>
    </div>
  );
}
