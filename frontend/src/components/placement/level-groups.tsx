"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { LevelRow } from "@/components/placement/level-row";
import type { SkillArea } from "@/components/placement/skill-map";
import { Button } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import type { PlacementRun } from "@/hooks/placement-run";
import type { RatingMap } from "@/types/draft";
import { certaintyOf, ratingsOf } from "@/types/placed-ratings";
import type { PlacedLevel, PlacementState, Reopened } from "@/types/placement";

export interface ResultProps {
  run: PlacementRun;
  state: PlacementState;
  areas: readonly SkillArea[];
  names: ReadonlyMap<number, string>;
  /** The levels the role requires, by skill. */
  targets: ReadonlyMap<string, number>;
  ratings: RatingMap;
  onChanging: (answer: Reopened) => void;
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

function Group({ id, title, text, children }: { id: string; title: string; text: string; children: ReactNode }) {
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

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details>
      <summary className="card flex min-h-11 items-center gap-3 px-4 py-3 font-semibold hover:border-course">
        <Chevron />
        {title}
      </summary>
      <div className="mt-3 grid gap-3">{children}</div>
    </details>
  );
}

/** What is not sure enough to count by itself; the person can confirm or correct it. */
function Guesses({ guesses, ...props }: ResultProps & { guesses: readonly PlacedLevel[] }) {
  const t = useTranslations();
  const { corrections, correct } = props.run;
  const unconfirmed = guesses.filter(({ skill }) => !(skill.slug in corrections));
  const confirmed = guesses.filter(({ skill, level }) => corrections[skill.slug] === level);
  return (
    <Fold title={t("placement.result.guesses.title", { count: guesses.length })}>
      <p className="text-soft">{t("placement.result.guesses.text")}</p>
      <p className="flex flex-wrap gap-3">
        <Button onClick={() => unconfirmed.forEach(({ skill, level }) => correct(skill.slug, level))}>
          {t("placement.result.guesses.all")}
        </Button>
        <Button onClick={() => confirmed.forEach(({ skill }) => correct(skill.slug, null))}>
          {t("placement.result.guesses.none")}
        </Button>
      </p>
      <Rows {...props} levels={guesses} />
    </Fold>
  );
}

/** Levels by what there is to do about them: guesses to check, then what is held, then what is not. */
export function LevelGroups(props: ResultProps) {
  const t = useTranslations();
  const { state, targets } = props;
  const isRequired = ({ skill }: PlacedLevel) => Number(targets.has(skill.slug));
  const levels = [...state.levels].sort((a, b) => isRequired(b) - isRequired(a));
  const guesses = levels.filter((placed) => certaintyOf(placed) === "guess");
  const settled = levels.filter((placed) => certaintyOf(placed) !== "guess");
  const held = settled.filter(({ level }) => level > 0);
  const notYet = settled.filter(({ level }) => level === 0);
  const heldText =
    held.length > 0 ? t("placement.result.held.text", { count: held.length }) : t("placement.result.held.empty");
  return (
    <>
      {guesses.length > 0 ? <Guesses {...props} guesses={guesses} /> : null}
      <Group id="held" title={t("placement.result.held.title")} text={heldText}>
        <Rows {...props} levels={held} />
      </Group>
      {notYet.length > 0 ? (
        <Fold title={t("placement.result.notYet", { count: notYet.length })}>
          <Rows {...props} levels={notYet} />
        </Fold>
      ) : null}
    </>
  );
}
