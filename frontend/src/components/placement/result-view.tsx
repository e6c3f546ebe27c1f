"use client";
import { useEffect, useRef, type ReactNode } from "react";

import { AnswerList } from "@/components/placement/answer-list";
import { LevelRow } from "@/components/placement/level-row";
import { ReadinessBand } from "@/components/placement/readiness-band";
import { SkillMap, type SkillArea } from "@/components/placement/skill-map";
import { finishWords } from "@/components/placement/words";
import { wholePoints } from "@/components/ranking/words";
import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import { count } from "@/components/ui/format";
import type { PlacementRun } from "@/hooks/placement-run";
import { useReadiness } from "@/hooks/use-planning";
import type { RatingMap } from "@/types/draft";
import { certaintyOf, ratingsOf } from "@/types/placed-ratings";
import type { GivenAnswer, PlacedLevel, PlacementState } from "@/types/placement";

interface ResultProps {
  run: PlacementRun;
  state: PlacementState;
  areas: readonly SkillArea[];
  names: ReadonlyMap<number, string>;
  /** What the role asks for, by skill. */
  targets: ReadonlyMap<string, number>;
  ratings: RatingMap;
  onChanging: (answer: GivenAnswer) => void;
  onGoOn: () => void;
  onDone: () => void;
}

function Rows({ levels, ...props }: ResultProps & { levels: readonly PlacedLevel[] }) {
  const { run, state, names, targets, ratings } = props;
  const outcomes = ratingsOf(state, {});
  return (
    <ul className="grid gap-3">
      {levels.map((placed) => (
        <LevelRow
          key={placed.skill.slug}
          placed={placed}
          names={names}
          corrected={run.corrections[placed.skill.slug]}
          before={ratings[placed.skill.slug]}
          outcome={outcomes[placed.skill.slug]}
          target={targets.get(placed.skill.slug)}
          onCorrect={run.correct}
        />
      ))}
    </ul>
  );
}

function Section({ id, title, text, children }: { id: string; title: string; text: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-2xl">
        {title}
      </h2>
      <p className="mb-3 text-soft">{text}</p>
      {children}
    </section>
  );
}

function AcceptBar({ run, state, ratings, onDone }: ResultProps) {
  const changes = ratingsOf(state, run.corrections);
  const own = Object.keys(run.corrections).length;
  const guesses = state.levels.filter((placed) => certaintyOf(placed) === "guess" && !(placed.skill.slug in run.corrections)).length;
  const { role, variant } = state;
  const analysis = useReadiness({ role: role.slug, variant, ratings: { ...ratings, ...changes }, isEnabled: true });
  return (
    <div className="sticky bottom-0 -mx-4 border-t border-line bg-card px-4 py-3 sm:mx-0 sm:rounded-t-2xl sm:border-x sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p role="status">
          <span className="font-semibold">{analysis.data ? `Readiness ${wholePoints(analysis.data.readiness.points)} of 100` : "Readiness …"}</span>
          <span className="text-soft">{` with ${count(Object.keys(changes).length, "rating")} taken over${own > 0 ? `, ${own} as you say` : ""}${guesses > 0 ? `; ${count(guesses, "guess", "guesses")} not counted` : ""}`}</span>
        </p>
        <Button kind="primary" isBusy={run.isAccepting || run.isBusy} onClick={() => run.accept(onDone)}>
          Take over and see my readiness
        </Button>
      </div>
    </div>
  );
}

/** Levels by what is to be done with them: guesses to look at, then what is held, then what is not. */
function Levels(props: ResultProps) {
  const { run, state, targets } = props;
  const isAsked = ({ skill }: PlacedLevel) => Number(targets.has(skill.slug));
  const levels = [...state.levels].sort((a, b) => isAsked(b) - isAsked(a));
  const guesses = levels.filter((placed) => certaintyOf(placed) === "guess");
  const unsaid = guesses.filter(({ skill }) => !(skill.slug in run.corrections));
  const settled = levels.filter((placed) => certaintyOf(placed) !== "guess");
  const confirm = () => unsaid.forEach(({ skill, level }) => run.correct(skill.slug, level));
  const held = settled.filter(({ level }) => level > 0);
  const open = settled.filter(({ level }) => level === 0);
  return (
    <>
      {guesses.length > 0 ? (
        <Section
          id="guesses"
          title="Worth a look"
          text={`${count(guesses.length, "guess", "guesses")}. They count only if you say so: open one to choose the sentences that are true of you, or leave it. What the role asks for comes first.`}
        >
          <Rows {...props} levels={guesses} />
          {unsaid.length > 1 ? (
            <p className="mt-3">
              <Button onClick={confirm}>{`All ${unsaid.length} are right`}</Button>
            </p>
          ) : null}
        </Section>
      ) : null}
      <Section id="held" title="What you can do" text={held.length > 0 ? `${count(held.length, "skill")}. Open one to put it right.` : "Nothing yet that is sure enough."}>
        <Rows {...props} levels={held} />
      </Section>
      {open.length > 0 ? (
        <details>
          <summary className="card flex min-h-11 items-center gap-3 px-4 py-3 font-semibold hover:border-course">
            <Chevron />
            {`Not yet: ${count(open.length, "skill")}`}
          </summary>
          <div className="mt-3">
            <Rows {...props} levels={open} />
          </div>
        </details>
      ) : null}
    </>
  );
}

/** What the answers say, to be put right and taken over. */
export function ResultView(props: ResultProps) {
  const { run, state, areas, onChanging, onGoOn } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const takeBack = ({ skill, level }: GivenAnswer) => run.answer({ skill: skill.slug, level, reply: null });
  return (
    <>
      <section aria-labelledby="found" className="card grid gap-6 p-5 sm:p-7 lg:grid-cols-2 lg:gap-10">
        <div className="grid content-start gap-4">
          <h2 id="found" ref={heading} tabIndex={-1} className="text-2xl outline-none">
            What your answers say
          </h2>
          <p className="text-soft">{finishWords(state.finishedBecause)}</p>
          <ReadinessBand range={state.readiness} coverage={state.readiness.coverage} />
          {state.question ? (
            <p>
              <Button onClick={onGoOn}>Go on with the questions</Button>
            </p>
          ) : null}
        </div>
        <SkillMap areas={areas} />
      </section>
      <Levels {...props} />
      <AnswerList answers={state.answers} onChange={onChanging} onTakeBack={takeBack} />
      <AcceptBar {...props} />
    </>
  );
}
