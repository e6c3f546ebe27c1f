"use client";
import Link from "next/link";
import { useId } from "react";
import { useFormatter, useTranslations } from "use-intl";

import { Failure, Skeleton } from "@/components/ui/notice";
import { useSkill } from "@/hooks/use-catalog";
import { pages } from "@/services/paths";
import type { SkillLevel, SkillRef, StepRef } from "@/types/model";

export interface ImpliedLevel {
  level: number;
  because: readonly StepRef[];
}

interface SkillCardProps {
  skill: SkillRef;
  /** The level the role requires; none when the skill is only a prerequisite. */
  target?: number | undefined;
  rated: number | undefined;
  implied?: ImpliedLevel | undefined;
  onRate: (slug: string, level: number) => void;
}

interface OptionProps {
  name: string;
  level: number;
  title: string;
  canDo: readonly string[];
  marks: readonly string[];
  isChecked: boolean;
  onChoose: () => void;
}

function LevelOption({ name, level, title, canDo, marks, isChecked, onChoose }: OptionProps) {
  const t = useTranslations();
  return (
    <label className="flex gap-3 rounded-lg px-3 py-2 hover:bg-sunk has-checked:bg-course-tint has-focus-visible:outline-3 has-focus-visible:outline-course">
      <input
        type="radio"
        name={name}
        value={level}
        checked={isChecked}
        onChange={onChoose}
        className="mt-1 size-4 shrink-0 focus-visible:outline-none"
      />
      <span className="min-w-0">
        <span className="font-semibold">{level === 0 ? title : t("level.name", { level, name: title })}</span>
        {marks.map((mark) => (
          <span key={mark} className="ml-2 rounded bg-sunk px-1.5 py-0.5 text-xs text-ink">
            {mark}
          </span>
        ))}
        {canDo.map((line) => (
          <span key={line} className="block text-sm text-soft">
            {line}
          </span>
        ))}
      </span>
    </label>
  );
}

type LevelsProps = SkillCardProps & { levels: readonly SkillLevel[] };

function Levels({ skill, target, rated, implied, onRate, levels }: LevelsProps) {
  const t = useTranslations();
  const format = useFormatter();
  const name = useId();
  const all = [{ level: 0, name: t("level.notYet"), canDo: [] as string[] }, ...levels];
  const impliedBy = (steps: readonly StepRef[]) =>
    format.list(steps.map((step) => t("level.stepShort", { skill: step.skill.title, level: step.level })));
  return (
    <div className="-mx-1 mt-2 grid gap-0.5">
      {all.map(({ level, name: title, canDo }) => (
        <LevelOption
          key={level}
          name={name}
          level={level}
          title={title}
          canDo={canDo}
          isChecked={rated === level}
          marks={[
            ...(level === target ? [t("rating.card.target")] : []),
            ...(rated === undefined && implied?.level === level
              ? [t("rating.card.implied", { skills: impliedBy(implied.because) })]
              : []),
          ]}
          onChoose={() => onRate(skill.slug, level)}
        />
      ))}
    </div>
  );
}

/** One skill to rate: every level with the sentences that say what it means. */
export function SkillCard(props: SkillCardProps) {
  const t = useTranslations();
  const { skill, rated, implied } = props;
  const { data, error, refetch } = useSkill(skill.slug);
  const isImplied = rated === undefined && implied !== undefined;
  const state = rated !== undefined ? "rated" : isImplied ? "implied" : "unrated";
  return (
    <fieldset className="card min-w-0 px-4 pt-3 pb-4">
      <legend className="sr-only">{t("rating.card.legend", { skill: skill.title })}</legend>
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-lg">
          <Link
            href={pages.skill(skill.slug)}
            prefetch={false}
            className="underline decoration-line underline-offset-4 hover:decoration-course"
          >
            {skill.title}
          </Link>
        </h3>
        <span
          className={`text-sm whitespace-nowrap ${state === "unrated" ? "text-soft" : "font-semibold text-strong"}`}
        >
          {t("rating.card.state", { state })}
        </span>
      </div>
      {data ? <p className="text-sm text-soft">{data.summary}</p> : null}
      {data ? <Levels {...props} levels={data.levels} /> : null}
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton height="line" label={t("common.loadingSkill", { skill: skill.title })} /> : null}
    </fieldset>
  );
}
