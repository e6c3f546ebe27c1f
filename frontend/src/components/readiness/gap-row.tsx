"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { FullDerivation } from "@/components/readiness/why";
import { Chevron, ExplanationText } from "@/components/ui/facts";
import { LevelPips, Meter } from "@/components/ui/meter";
import type { Translate } from "@/messages";
import type { Gap, GapTarget } from "@/types/model";

const tones = { strong: "strong", weak: "weak", missing: "course", not_told: "course" } as const;

/** Where the level comes from. */
function levelSource({ heldLevel, isImplied, source }: GapTarget): string {
  if (!source) return "unrated";
  if (heldLevel === 0) return "none";
  return isImplied ? "implied" : source;
}

function targetText(t: Translate, gap: Gap, target: GapTarget): string {
  const source = t("readiness.gap.source", { source: levelSource(target) });
  const levels = { held: target.heldLevel, target: target.targetLevel, source };
  return gap.targets.length > 1
    ? t("readiness.gap.targetSkill", { skill: target.skill.title, ...levels })
    : t("readiness.gap.target", levels);
}

/** The points of a gap and the hours left, where there are any. */
function gapText(t: Translate, { importance, gapClass, points, pointsPossible, hoursLeft }: Gap): string {
  const hours = hoursLeft.typical;
  if (importance === "bonus") {
    return gapClass === "strong" ? t("readiness.gap.bonus") : t("readiness.gap.bonusLeft", { hours });
  }
  return gapClass === "strong"
    ? t("readiness.gap.points", { points, possible: pointsPossible })
    : t("readiness.gap.pointsLeft", { points, possible: pointsPossible, hours });
}

function TargetLine({ gap, target }: { gap: Gap; target: GapTarget }) {
  const t = useTranslations();
  return (
    <span
      className={`flex flex-wrap items-center gap-x-3 text-sm ${target.isCounted || gap.targets.length === 1 ? "" : "text-soft"}`}
    >
      <LevelPips
        held={Math.min(target.heldLevel, target.targetLevel)}
        target={target.targetLevel}
        tone={gap.gapClass}
      />
      <span>{targetText(t, gap, target)}</span>
    </span>
  );
}

/** One requirement: its points, what is missing, and on request what this follows from. */
export function GapRow({ gap, analysisId }: { gap: Gap; analysisId?: string | undefined }) {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  const isBonus = gap.importance === "bonus";
  const shownTargets =
    gap.targets.length > 3 ? gap.targets.filter((target) => target.isCounted || target.heldLevel > 0) : gap.targets;
  return (
    <li className="card">
      <details
        onToggle={(event) => (event.target === event.currentTarget ? setIsOpen(event.currentTarget.open) : undefined)}
      >
        <summary className="grid gap-2 p-4 hover:bg-sunk sm:grid-cols-[1fr_13rem] sm:items-center sm:gap-6">
          <span className="flex gap-3">
            <span className="mt-2">
              <Chevron />
            </span>
            <span className="grid gap-1">
              <span>
                <span className="text-lg font-semibold">{gap.label}</span>{" "}
                <span className="tag ml-1">{t("readiness.gap.importance", { importance: gap.importance })}</span>
              </span>
              {shownTargets.map((target) => (
                <TargetLine key={target.skill.slug} gap={gap} target={target} />
              ))}
            </span>
          </span>
          <span className="grid gap-1 max-sm:pl-6">
            {isBonus ? null : (
              <Meter
                label={t("readiness.gap.meter", { points: gap.points, possible: gap.pointsPossible })}
                value={gap.points}
                max={gap.pointsPossible}
                tone={tones[gap.gapClass]}
              />
            )}
            <span className="text-sm text-soft">{gapText(t, gap)}</span>
          </span>
        </summary>
        <div className="border-t border-line px-4 py-4 sm:px-10">
          {analysisId && isOpen ? (
            <FullDerivation analysisId={analysisId} of={`gap:${gap.key}`}>
              <ExplanationText explanation={gap.explanation} />
            </FullDerivation>
          ) : (
            <ExplanationText explanation={gap.explanation} />
          )}
        </div>
      </details>
    </li>
  );
}
