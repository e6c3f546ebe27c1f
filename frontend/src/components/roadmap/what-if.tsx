"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { curveOf, type Series } from "@/components/roadmap/curve";
import type { LimitStart } from "@/components/roadmap/limit-fields";
import { LineMark } from "@/components/roadmap/line-mark";
import { ReadinessChart } from "@/components/roadmap/readiness-chart";
import { useOptionNames } from "@/components/roadmap/use-option-names";
import { WhatIfCard } from "@/components/roadmap/what-if-card";
import { WhatIfFigures } from "@/components/roadmap/what-if-figures";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/notice";
import { useWhatIf } from "@/hooks/use-planning";
import type { Alternatives } from "@/hooks/use-alternatives";
import type { Choice, Plan } from "@/types/model";
import type { PlanQuery, Alternative, PlanOptions } from "@/types/plan-options";

type Idea = "pace" | "budget" | "date" | "readiness" | "choice";

/** What a person may want to try, and the options each idea starts with. */
function ideasFor(options: PlanOptions, choices: readonly Choice[], start: LimitStart): [Idea, PlanOptions][] {
  const other = choices.find(({ others }) => others.length > 0)?.others[0];
  const ideas: [Idea, PlanOptions][] = [
    ["pace", { ...options, hoursPerWeek: Math.min(100, Math.ceil(options.hoursPerWeek * 1.5)) }],
    ["budget", { ...options, limit: { kind: "budget", hours: start.hours } }],
    ["date", { ...options, limit: { kind: "date", until: start.until } }],
    ["readiness", { ...options, limit: { kind: "readiness", points: start.points } }],
  ];
  return other ? [...ideas, ["choice", { ...options, pins: [other.slug] }]] : ideas;
}

interface WhatIfProps {
  plan: Plan;
  request: PlanQuery;
  board: Alternatives;
  start: LimitStart;
  wholeHours: number;
  onTake: (options: PlanOptions) => void;
}

/** Other options beside the current plan, live, until the person uses one. */
export function WhatIf({ plan, request, board, start, wholeHours, onTake }: WhatIfProps) {
  const t = useTranslations();
  const { options } = request;
  const { alternatives, hasRoom, add, change, remove, take } = board;
  const { data, error, refetch, isOld } = useWhatIf(request, alternatives);
  const [said, setSaid] = useState("");
  const [openChoice, setOpenChoice] = useState("");
  const answers = new Map((alternatives.length > 0 ? (data?.variants ?? []) : []).map((view) => [view.name, view]));
  const optionName = useOptionNames(options, plan.choices);
  const nameOf = (alternative: Alternative) => optionName(alternative.options);
  const base: Series = {
    letter: "A",
    name: t("roadmap.whatIf.thisPlan"),
    hoursPerWeek: options.hoursPerWeek,
    curve: curveOf(plan.items, plan.readinessNow),
  };
  const others = alternatives.flatMap((alternative): Series[] => {
    const curve = answers.get(alternative.name)?.curve ?? [];
    return curve.length > 0
      ? [{ letter: alternative.name, name: nameOf(alternative), hoursPerWeek: alternative.options.hoursPerWeek, curve }]
      : [];
  });
  function begin(idea: Idea, first: PlanOptions) {
    const letter = add(first);
    setOpenChoice(idea === "choice" ? letter : "");
    setSaid(t("roadmap.whatIf.added", { option: t(`roadmap.whatIf.options.${idea}`), letter }));
  }
  function choose(alternative: Alternative) {
    setSaid(t("roadmap.whatIf.taken", { name: nameOf(alternative), letter: alternative.name }));
    take(alternative, options);
    onTake(alternative.options);
  }
  return (
    <section aria-labelledby="what-if" className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div>
        <h2 id="what-if" className="text-2xl">
          {t("roadmap.whatIf.title")}
        </h2>
        <p className="mt-1 max-w-prose text-soft">{t("roadmap.whatIf.text")}</p>
      </div>
      <div className="card p-4 sm:p-5">
        <ReadinessChart all={[base, ...others]} />
      </div>
      <div role="group" aria-label={t("roadmap.whatIf.try")} className="flex flex-wrap items-center gap-2">
        {hasRoom ? (
          ideasFor(options, plan.choices, start).map(([idea, first]) => (
            <Button key={idea} onClick={() => begin(idea, first)}>
              <span aria-hidden="true">+</span>
              {t(`roadmap.whatIf.options.${idea}`)}
            </Button>
          ))
        ) : (
          <p className="text-soft">{t("roadmap.whatIf.full")}</p>
        )}
      </div>
      <p role="status" className={said ? "text-soft" : "sr-only"}>
        {said}
      </p>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {alternatives.length > 0 ? (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-2">
          <article aria-labelledby="plan-a" className="card grid content-start gap-4 p-4 sm:p-5 md:col-span-2">
            <header className="flex items-start gap-3">
              <LineMark letter="A" />
              <h3 id="plan-a" className="text-lg">
                {t("roadmap.whatIf.thisPlan")}
              </h3>
            </header>
            {data && !data.base.problem ? <WhatIfFigures isWide view={data.base} /> : null}
          </article>
          {alternatives.map((alternative) => (
            <WhatIfCard
              key={alternative.name}
              alternative={alternative}
              name={nameOf(alternative)}
              view={answers.get(alternative.name)}
              isOld={isOld}
              choices={plan.choices}
              start={start}
              wholeHours={wholeHours}
              isChoiceOpen={openChoice === alternative.name}
              onChange={(next) => change(alternative.name, next)}
              onTake={() => choose(alternative)}
              onRemove={() => remove(alternative.name)}
            />
          ))}
        </div>
      ) : null}
    </section>
  );
}
