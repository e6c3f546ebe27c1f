"use client";
import { useState } from "react";

import { Derived } from "@/components/readiness/why";
import { Chevron, ExplanationText } from "@/components/ui/facts";
import { points, typicalHours } from "@/components/ui/format";
import { LevelPips, Meter } from "@/components/ui/meter";
import type { Gap, GapTarget } from "@/types/model";

const tones = { strong: "strong", weak: "weak", missing: "course" } as const;

const sources: Record<string, string> = {
  self: "as you rated it",
  placement: "by your answers",
  roadmap: "from your roadmap",
  evidence: "by evidence",
  import: "imported",
};

function heldBy(target: GapTarget): string {
  if (target.heldLevel === 0) return "not yet";
  if (target.isImplied) return "implied by others";
  return sources[target.source ?? ""] ?? "rated";
}

function TargetLine({ gap, target }: { gap: Gap; target: GapTarget }) {
  return (
    <span className={`flex flex-wrap items-center gap-x-3 text-sm ${target.isCounted || gap.targets.length === 1 ? "" : "text-soft"}`}>
      <LevelPips held={Math.min(target.heldLevel, target.targetLevel)} target={target.targetLevel} tone={gap.gapClass} />
      <span>
        {gap.targets.length > 1 ? `${target.skill.title}, ` : ""}
        {`level ${target.heldLevel} of ${target.targetLevel}, ${heldBy(target)}`}
      </span>
    </span>
  );
}

/** What one requirement earns and lacks; opens to what this follows from. */
export function GapRow({ gap, analysisId }: { gap: Gap; analysisId?: string | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  const isBonus = gap.importance === "bonus";
  const left = gap.gapClass === "strong" ? "" : `, ${typicalHours(gap.hoursLeft)} left`;
  const shownTargets = gap.targets.length > 3 ? gap.targets.filter((target) => target.isCounted || target.heldLevel > 0) : gap.targets;
  return (
    <li className="card">
      <details onToggle={(event) => (event.target === event.currentTarget ? setIsOpen(event.currentTarget.open) : undefined)}>
        <summary className="grid gap-2 p-4 hover:bg-sunk sm:grid-cols-[1fr_13rem] sm:items-center sm:gap-6">
          <span className="flex gap-3">
            <span className="mt-2">
              <Chevron />
            </span>
            <span className="grid gap-1">
              <span>
                <span className="text-lg font-semibold">{gap.label}</span> <span className="tag ml-1">{gap.importance}</span>
              </span>
              {shownTargets.map((target) => (
                <TargetLine key={target.skill.slug} gap={gap} target={target} />
              ))}
            </span>
          </span>
          <span className="grid gap-1 max-sm:pl-6">
            {isBonus ? null : (
              <Meter
                label={`${points(gap.points)} of ${points(gap.pointsPossible)} readiness points`}
                value={gap.points}
                max={gap.pointsPossible}
                tone={tones[gap.gapClass]}
              />
            )}
            <span className="text-sm text-soft">
              {isBonus ? `bonus${left}` : `${points(gap.points)} of ${points(gap.pointsPossible)} points${left}`}
            </span>
          </span>
        </summary>
        <div className="border-t border-line px-4 py-4 sm:px-10">
          {analysisId && isOpen ? (
            <Derived analysisId={analysisId} of={`gap:${gap.key}`}>
              <ExplanationText explanation={gap.explanation} />
            </Derived>
          ) : (
            <ExplanationText explanation={gap.explanation} />
          )}
        </div>
      </details>
    </li>
  );
}
