"use client";
import { useState } from "react";

import { certaintyWords, levelWords, reasonWords } from "@/components/placement/words";
import { SkillCard } from "@/components/rating/skill-card";
import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import { certaintyOf, type Certainty } from "@/types/placed-ratings";
import type { PlacedLevel } from "@/types/placement";

const looks: Record<Certainty, string> = {
  sure: "border-strong text-strong",
  likely: "border-line text-soft",
  guess: "border-weak bg-weak-tint text-weak",
};

interface LevelRowProps {
  placed: PlacedLevel;
  names: ReadonlyMap<number, string>;
  /** What the person says otherwise. */
  corrected: number | undefined;
  /** What was rated before, and what it becomes; undefined where nothing changes. */
  before: number | undefined;
  outcome: number | undefined;
  target: number | undefined;
  onCorrect: (skill: string, level: number | null) => void;
}

function changeWords({ corrected, before, outcome, names }: LevelRowProps): string {
  if (before === undefined) return "";
  const then = corrected ?? outcome;
  if (then === undefined || then === before) return `You rated it ${levelWords(before, names)}; that stays.`;
  return `You rated it ${levelWords(before, names)} before; that becomes ${levelWords(then, names)}.`;
}

function Tag({ placed, corrected }: Pick<LevelRowProps, "placed" | "corrected">) {
  if (corrected !== undefined) return <span className="tag border-course text-course">you say so</span>;
  const certainty = certaintyOf(placed);
  return <span className={`tag ${looks[certainty]}`}>{certaintyWords[certainty]}</span>;
}

/** One placed level: what it is, how sure, why, and the sentences with which one puts it right. */
export function LevelRow(props: LevelRowProps) {
  const { placed, names, corrected, target, onCorrect } = props;
  const [isOpen, setIsOpen] = useState(false);
  const { skill } = placed;
  const level = corrected ?? placed.level;
  const isOpenGuess = corrected === undefined && certaintyOf(placed) === "guess";
  const change = changeWords(props);
  return (
    <li className="card flex flex-wrap items-start">
      <details className="min-w-0 grow basis-72" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="flex items-start gap-3 px-4 py-3 hover:bg-sunk">
          <span className="mt-2">
            <Chevron />
          </span>
          <span className="flex min-w-0 grow flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-semibold">{skill.title}</span>
            <span>
              {levelWords(level, names)} <Tag placed={placed} corrected={corrected} />
            </span>
            {corrected === undefined ? <span className="basis-full text-sm text-soft">{reasonWords(placed.because)}</span> : null}
            {change ? <span className="basis-full text-sm">{change}</span> : null}
          </span>
        </summary>
        {isOpen ? (
          <div className="grid gap-3 border-t border-line p-3 sm:px-6">
            <SkillCard skill={skill} target={target} rated={corrected} onRate={onCorrect} />
          </div>
        ) : null}
      </details>
      {isOpenGuess || corrected !== undefined ? (
        <p className="px-4 py-2.5 max-sm:pt-0 max-sm:pl-10">
          {isOpenGuess ? (
            <Button aria-label={`That is right: ${skill.title}, ${levelWords(level, names)}`} onClick={() => onCorrect(skill.slug, level)}>
              That is right
            </Button>
          ) : (
            <Button aria-label={`Undo: ${skill.title}`} onClick={() => onCorrect(skill.slug, null)}>
              Undo
            </Button>
          )}
        </p>
      ) : null}
    </li>
  );
}
