"use client";
import { useTranslations } from "use-intl";

import type { PlanChange, PlanChanges } from "@/types/planning";

const ROW = 9;
const LEFT = 22;
const RIGHT = 178;

const looks = {
  kept: { line: "stroke-line stroke-[1.5]", dot: "fill-edge" },
  moved: { line: "stroke-course stroke-[2.5]", dot: "fill-course" },
  added: { line: "", dot: "fill-strong" },
  dropped: { line: "", dot: "fill-weak" },
} as const;

/** Moves are drawn last, so that no line that stayed covers them. */
const drawn = (items: readonly PlanChange[]) =>
  [...items].sort((a, b) => Number(a.kind === "moved") - Number(b.kind === "moved"));

const yOf = (position: number) => position * ROW + 6;

function Line({ change: { kind, before, after } }: { change: PlanChange }) {
  const { line, dot } = looks[kind];
  return (
    <g>
      {before !== null && after !== null ? (
        <line x1={LEFT} x2={RIGHT} y1={yOf(before)} y2={yOf(after)} className={line} />
      ) : null}
      {before === null ? null : <circle cx={LEFT} cy={yOf(before)} r={kind === "kept" ? 2.5 : 4} className={dot} />}
      {after === null ? null : <circle cx={RIGHT} cy={yOf(after)} r={kind === "kept" ? 2.5 : 4} className={dot} />}
      {kind === "added" && after !== null ? (
        <path d={`M${RIGHT - 15} ${yOf(after)}h8m-4-4v8`} className="stroke-strong stroke-2" />
      ) : null}
      {kind === "dropped" && before !== null ? (
        <path d={`M${LEFT + 7} ${yOf(before)}h8`} className="stroke-weak stroke-2" />
      ) : null}
    </g>
  );
}

/** The current order on the left, the new one on the right; every line is a step. */
export function SlopeChart({ changes }: { changes: PlanChanges }) {
  const t = useTranslations();
  const { kept, moved, added, dropped: removed } = changes;
  const places = changes.items.flatMap(({ before, after }) => [before ?? 0, after ?? 0]);
  const height = yOf(Math.max(1, ...places)) + 10;
  return (
    <figure className="grid content-start gap-1">
      <figcaption className="flex max-w-xs justify-between text-sm text-soft">
        <span>{t("roadmap.changes.slope.current")}</span>
        <span>{t("roadmap.changes.slope.new")}</span>
      </figcaption>
      <svg
        viewBox={`0 0 200 ${height}`}
        role="img"
        aria-label={t("roadmap.changes.slope.label", { kept, moved, added, removed })}
        className="w-full max-w-xs"
      >
        {drawn(changes.items).map((change) => (
          <Line key={`${change.step.skill.slug} ${change.step.level}`} change={change} />
        ))}
      </svg>
    </figure>
  );
}
