"use client";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

import { AnswerList } from "@/components/placement/answer-list";
import { AcceptBar } from "@/components/placement/accept-bar";
import { LevelGroups, type ResultProps } from "@/components/placement/level-groups";
import { ReadinessBand } from "@/components/placement/readiness-band";
import { SkillMap } from "@/components/placement/skill-map";
import { useResultReadiness } from "@/components/placement/use-result-readiness";
import { WorkedLine } from "@/components/placement/worked-line";
import { Button } from "@/components/ui/button";
import { answeredChoices, removalOf } from "@/types/placement";

/** Why there are no more questions, as a message can name it. */
const reasons = { "sure-enough": "sureEnough", cap: "cap", "all-asked": "allAsked" } as const;

/** What the answers say, to be corrected and accepted. */
export function ResultView(props: ResultProps & { onContinue: () => void; onDone: () => void }) {
  const t = useTranslations();
  const { run, state, areas, onChanging, onContinue, onDone } = props;
  const readiness = useResultReadiness(props);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const reason = state.finishedBecause ? reasons[state.finishedBecause] : "stopped";
  return (
    <>
      <section aria-labelledby="found" className="card grid gap-6 p-5 sm:p-7 lg:grid-cols-2 lg:gap-10">
        <div className="grid content-start gap-4">
          <h2 id="found" ref={heading} tabIndex={-1} className="text-2xl outline-none">
            {t("placement.result.title")}
          </h2>
          <p className="text-soft">{t("placement.finished", { reason })}</p>
          {readiness ? (
            <ReadinessBand
              range={{ ...readiness, placed: readiness.points }}
              coverage={readiness.isPlaced ? readiness.coverage : undefined}
            />
          ) : null}
          {state.choice || state.question ? (
            <p>
              <Button onClick={onContinue}>{t("placement.result.continue")}</Button>
            </p>
          ) : null}
        </div>
        <SkillMap areas={areas} />
      </section>
      <WorkedLine worked={state.worked} onChange={run.changeWorked} />
      <LevelGroups {...props} />
      <AnswerList
        choices={answeredChoices(state)}
        answers={state.answers}
        onChange={onChanging}
        onRemove={(answer) => run.answer(removalOf(answer))}
      />
      <AcceptBar {...props} onDone={onDone} />
    </>
  );
}
