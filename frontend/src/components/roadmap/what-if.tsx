"use client";
import { useState } from "react";

import { curveOf, type Series } from "@/components/roadmap/curve";
import type { LimitStart } from "@/components/roadmap/limit-wish";
import { LineMark } from "@/components/roadmap/line-mark";
import { ReadinessChart } from "@/components/roadmap/readiness-chart";
import { WhatIfCard } from "@/components/roadmap/what-if-card";
import { WhatIfFigures } from "@/components/roadmap/what-if-figures";
import { wishName } from "@/components/roadmap/wish-words";
import { Button } from "@/components/ui/button";
import { capital } from "@/components/ui/format";
import { Failure } from "@/components/ui/notice";
import { useWhatIf } from "@/hooks/use-planning";
import type { Trials } from "@/hooks/use-trials";
import type { Choice, Plan } from "@/types/model";
import type { PlanQuestion, Trial, Wish } from "@/types/wish";

const CHOICE = "Another choice";

/** What one may wonder first, and where each begins. */
function questions(wish: Wish, choices: readonly Choice[], start: LimitStart): [string, Wish][] {
  const other = choices.find(({ others }) => others.length > 0)?.others[0];
  const all: [string, Wish][] = [
    ["Another pace", { ...wish, hoursPerWeek: Math.min(100, Math.ceil(wish.hoursPerWeek * 1.5)) }],
    ["So many hours", { ...wish, limit: { kind: "budget", hours: start.hours } }],
    ["Until a date", { ...wish, limit: { kind: "date", until: start.until } }],
    ["Up to a readiness", { ...wish, limit: { kind: "readiness", points: start.points } }],
  ];
  return other ? [...all, [CHOICE, { ...wish, pins: [other.slug] }]] : all;
}

interface WhatIfProps {
  plan: Plan;
  question: PlanQuestion;
  board: Trials;
  start: LimitStart;
  wholeHours: number;
  onTake: (wish: Wish) => void;
}

/** Other wishes beside the present plan, live, until the person takes one. */
export function WhatIf({ plan, question, board, start, wholeHours, onTake }: WhatIfProps) {
  const { wish } = question;
  const { trials, hasRoom, add, change, remove, take } = board;
  const { data, error, refetch, isOld } = useWhatIf(question, trials);
  const [said, setSaid] = useState("");
  const [openChoice, setOpenChoice] = useState("");
  const answers = new Map((trials.length > 0 ? (data?.variants ?? []) : []).map((view) => [view.name, view]));
  const nameOf = (trial: Trial) => wishName(trial.wish, wish, plan.choices);
  const base: Series = { letter: "A", name: "this plan", hoursPerWeek: wish.hoursPerWeek, curve: curveOf(plan.items, plan.readinessNow) };
  const others = trials.flatMap((trial): Series[] => {
    const curve = answers.get(trial.name)?.curve ?? [];
    return curve.length > 0 ? [{ letter: trial.name, name: nameOf(trial), hoursPerWeek: trial.wish.hoursPerWeek, curve }] : [];
  });
  function begin(title: string, first: Wish) {
    const letter = add(first);
    setOpenChoice(title === CHOICE ? letter : "");
    setSaid(`${title}: on trial as ${letter}.`);
  }
  function choose(trial: Trial) {
    setSaid(`Taken: ${nameOf(trial)}. Your former plan is now ${trial.name}.`);
    take(trial, wish);
    onTake(trial.wish);
  }
  return (
    <section aria-labelledby="what-if" className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div>
        <h2 id="what-if" className="text-2xl">
          What if…?
        </h2>
        <p className="mt-1 max-w-prose text-soft">Try other wishes beside this plan. Nothing changes until you take one.</p>
      </div>
      <div className="card p-4 sm:p-5">
        <ReadinessChart all={[base, ...others]} />
      </div>
      <div role="group" aria-label="Try" className="flex flex-wrap items-center gap-2">
        {hasRoom ? (
          questions(wish, plan.choices, start).map(([title, first]) => (
            <Button key={title} onClick={() => begin(title, first)}>
              <span aria-hidden="true">+</span>
              {title}
            </Button>
          ))
        ) : (
          <p className="text-soft">Four at a time: remove one to try another.</p>
        )}
      </div>
      <p role="status" className={said ? "text-soft" : "sr-only"}>
        {said}
      </p>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {trials.length > 0 ? (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-2">
          <article aria-labelledby="plan-a" className="card grid content-start gap-4 p-4 sm:p-5 md:col-span-2">
            <header className="flex items-start gap-3">
              <LineMark letter="A" />
              <h3 id="plan-a" className="text-lg">
                This plan
              </h3>
            </header>
            {data && !data.base.problem ? <WhatIfFigures isWide view={data.base} /> : null}
          </article>
          {trials.map((trial) => (
            <WhatIfCard
              key={trial.name}
              trial={trial}
              name={capital(nameOf(trial))}
              view={answers.get(trial.name)}
              isOld={isOld}
              choices={plan.choices}
              start={start}
              wholeHours={wholeHours}
              isChoiceOpen={openChoice === trial.name}
              onChange={(next) => change(trial.name, next)}
              onTake={() => choose(trial)}
              onRemove={() => remove(trial.name)}
            />
          ))}
        </div>
      ) : null}
    </section>
  );
}
