"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { levelName } from "@/components/placement/level-name";
import { SkillCard } from "@/components/rating/skill-card";
import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import type { Translate } from "@/messages";
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
  /** The level the person chose instead. */
  corrected: number | undefined;
  /** What was rated before, and what it becomes; undefined where nothing changes. */
  before: number | undefined;
  outcome: number | undefined;
  target: number | undefined;
  onCorrect: (skill: string, level: number | null) => void;
}

function changeText(t: Translate, { corrected, before, outcome, names }: LevelRowProps): string {
  if (before === undefined) return "";
  const then = corrected ?? outcome;
  const rated = levelName(t, before, names);
  if (then === undefined || then === before) return t("placement.level.stays", { before: rated });
  return t("placement.level.replaced", { before: rated, after: levelName(t, then, names) });
}

function Tag({ placed, corrected }: Pick<LevelRowProps, "placed" | "corrected">) {
  const t = useTranslations();
  if (corrected !== undefined) {
    return <span className="tag border-course text-course">{t("placement.level.yours")}</span>;
  }
  const certainty = certaintyOf(placed);
  return <span className={`tag ${looks[certainty]}`}>{t("placement.certainty", { certainty })}</span>;
}

/** One placed level: what it is, how certain, why, and the statements to correct it with. */
export function LevelRow(props: LevelRowProps) {
  const t = useTranslations();
  const { placed, names, corrected, target, onCorrect } = props;
  const [isOpen, setIsOpen] = useState(false);
  const { skill } = placed;
  const level = corrected ?? placed.level;
  const isOpenGuess = corrected === undefined && certaintyOf(placed) === "guess";
  const named = levelName(t, level, names);
  const change = changeText(t, props);
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
              {named} <Tag placed={placed} corrected={corrected} />
            </span>
            {corrected === undefined ? <span className="basis-full text-sm text-soft">{placed.because}</span> : null}
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
            <Button
              aria-label={t("placement.level.confirmStep", { skill: skill.title, level: named })}
              onClick={() => onCorrect(skill.slug, level)}
            >
              {t("placement.level.confirm")}
            </Button>
          ) : (
            <Button
              aria-label={t("placement.level.undoSkill", { skill: skill.title })}
              onClick={() => onCorrect(skill.slug, null)}
            >
              {t("placement.level.undo")}
            </Button>
          )}
        </p>
      ) : null}
    </li>
  );
}
