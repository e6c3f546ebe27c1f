"use client";
import { useId, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";

import { along, lastOf, roundMarks, type Axis, type Series } from "@/components/roadmap/curve";
import { CurveTable } from "@/components/roadmap/curve-table";
import { lookOf } from "@/components/roadmap/line-mark";
import type { Translate } from "@/messages";

const HEIGHT = 220;
const TOP = 14;
const yOf = (readiness: number) => TOP + ((HEIGHT - TOP) * (100 - readiness)) / 100;

/** A staircase: readiness rises when a step is finished, not before. */
function stairs(series: Series, axis: Axis): string {
  let height = lastOf(series).readiness;
  const path = series.curve.map(({ hours, readiness }, index) => {
    const x = along(series, hours, axis).toFixed(2);
    const corner = index === 0 ? "" : `${x},${yOf(height).toFixed(1)} `;
    height = readiness;
    return `${corner}${x},${yOf(readiness).toFixed(1)}`;
  });
  return path.join(" ");
}

/** Ends that meet are placed below each other, so that every letter can be read. */
function endPlaces(all: readonly Series[], axis: Axis, last: number) {
  const placed: { x: number; y: number }[] = [];
  for (const series of all) {
    const { hours, readiness } = lastOf(series);
    const end = { x: (100 * along(series, hours, axis)) / last, y: yOf(readiness) };
    while (placed.some(({ x, y }) => Math.abs(x - end.x) < 4 && Math.abs(y - end.y) < 19)) end.y += 20;
    placed.push(end);
  }
  return placed;
}

function describe(t: Translate, series: Series): string {
  const { letter, name, curve } = series;
  const { hours, readiness } = lastOf(series);
  return t("roadmap.chart.plan", { letter, name, from: curve[0]?.readiness ?? 0, to: readiness, hours });
}

function Plot({ all, axis, last }: { all: readonly Series[]; axis: Axis; last: number }) {
  const t = useTranslations();
  const ends = endPlaces(all, axis, last);
  const plans = all.map((series) => describe(t, series)).join(" ");
  return (
    <svg
      role="img"
      aria-label={t("roadmap.chart.label", { axis, plans })}
      className="block h-[220px] w-full overflow-visible"
    >
      {[0, 25, 50, 75, 100].map((mark) => (
        <line key={mark} x1="0" x2="100%" y1={yOf(mark)} y2={yOf(mark)} className="stroke-line" />
      ))}
      <svg
        viewBox={`0 0 ${last} ${HEIGHT}`}
        preserveAspectRatio="none"
        width="100%"
        height={HEIGHT}
        className="overflow-visible"
      >
        {all.map((series) => (
          <polyline
            key={series.letter}
            points={stairs(series, axis)}
            vectorEffect="non-scaling-stroke"
            strokeDasharray={lookOf(series.letter).dash}
            strokeLinejoin="round"
            className={`fill-none stroke-[2.5] ${lookOf(series.letter).stroke}`}
          />
        ))}
      </svg>
      {all.map(({ letter }, index) => (
        <g key={letter} aria-hidden="true">
          <circle
            cx={`${ends[index]?.x ?? 0}%`}
            cy={ends[index]?.y}
            r="10"
            className={`stroke-card stroke-2 ${lookOf(letter).fill}`}
          />
          <text
            x={`${ends[index]?.x ?? 0}%`}
            y={(ends[index]?.y ?? 0) + 4.5}
            textAnchor="middle"
            className="fill-card text-[13px] font-bold"
          >
            {letter}
          </text>
        </g>
      ))}
    </svg>
  );
}

function AxisChoice({ axis, onChoose }: { axis: Axis; onChoose: (axis: Axis) => void }) {
  const t = useTranslations();
  const name = useId();
  return (
    <fieldset className="flex items-center gap-3 text-sm">
      <legend className="float-left mr-3 text-soft">{t("roadmap.chart.axis")}</legend>
      <div className="inline-grid grid-cols-2 overflow-hidden rounded-full border border-edge">
        {(["hours", "weeks"] as const).map((value) => (
          <label
            key={value}
            className="relative flex min-h-10 items-center px-4 font-semibold text-soft not-first:border-l not-first:border-line hover:bg-sunk has-checked:bg-ink has-checked:text-card has-focus-visible:outline-3 has-focus-visible:-outline-offset-3 has-focus-visible:outline-course"
          >
            <input
              type="radio"
              name={name}
              checked={axis === value}
              onChange={() => onChoose(value)}
              className="absolute inset-0 appearance-none focus-visible:outline-none"
            />
            {t(`roadmap.chart.axes.${value}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** How readiness rises in each of the plans: one staircase a plan, and the same as a table. */
export function ReadinessChart({ all }: { all: readonly Series[] }) {
  const t = useTranslations();
  const format = useFormatter();
  const [axis, setAxis] = useState<Axis>("hours");
  const last = Math.max(1, ...all.map((series) => along(series, lastOf(series).hours, axis)));
  const marks = roundMarks(last);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <AxisChoice axis={axis} onChoose={setAxis} />
      <div className="grid grid-cols-[2rem_1fr] pr-3">
        <svg aria-hidden="true" className="block h-[220px] w-full overflow-visible text-[13px]">
          {[0, 25, 50, 75, 100].map((mark) => (
            <text key={mark} x="0" y={yOf(mark) + 4} className="fill-soft">
              {mark}
            </text>
          ))}
        </svg>
        <Plot all={all} axis={axis} last={last} />
        <svg aria-hidden="true" className="col-start-2 block h-6 w-full overflow-visible text-[13px]">
          {marks.map((mark) => (
            <g key={mark}>
              <line
                x1={`${(100 * mark) / last}%`}
                x2={`${(100 * mark) / last}%`}
                y1="0"
                y2="6"
                className="stroke-edge"
              />
              <text
                x={`${(100 * mark) / last}%`}
                y="20"
                textAnchor={mark > last * 0.94 ? "end" : "middle"}
                className="fill-soft"
              >
                {axis === "hours" && mark > 0 ? t("number.hours", { hours: mark }) : format.number(mark)}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <CurveTable all={all} axis={axis} marks={marks} />
    </div>
  );
}
