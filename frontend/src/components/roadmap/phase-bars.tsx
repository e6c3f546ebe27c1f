"use client";
import { useTranslations } from "use-intl";

/** A phase on the axis; places and lengths are CSS lengths of its whole width. */
export interface PhaseBar {
  number: number;
  name: string;
  when: string;
  start: string;
  length: string;
}

export interface AxisMark {
  key: string | number;
  at: string;
  label: string;
  /** Whether it stands so far right that its label ends at it. */
  isLast: boolean;
}

interface PhaseBarsProps {
  bars: readonly PhaseBar[];
  /** What the axis counts. */
  axis: string;
  marks: readonly AxisMark[];
}

/** The phases as bars over an axis of time. */
export function PhaseBars({ bars, axis, marks }: PhaseBarsProps) {
  const t = useTranslations();
  return (
    <div className="card p-4 sm:p-5">
      <ol className="grid gap-2.5">
        {bars.map(({ number, name, when, start, length }) => (
          <li key={number} className="grid gap-x-4 sm:grid-cols-[14rem_1fr] sm:items-center">
            <a href={`#phase-${number}`} className="hover:underline">
              <span className="font-semibold">{t("roadmap.phase.title", { number, name })}</span>
              <span className="ml-2 text-sm text-soft">{when}</span>
            </a>
            <svg aria-hidden="true" className="block h-4 w-full overflow-visible">
              <line x1="0" x2="100%" y1="8" y2="8" className="stroke-line" />
              <rect x={start} width={length} y="2" height="12" rx="6" className="fill-course" />
            </svg>
          </li>
        ))}
      </ol>
      <div aria-hidden="true" className="mt-1 grid gap-x-4 sm:grid-cols-[14rem_1fr]">
        <span className="text-sm text-soft max-sm:hidden">{axis}</span>
        <svg className="block h-6 w-full overflow-visible text-[13px]">
          {marks.map(({ key, at, label, isLast }) => (
            <g key={key}>
              <line x1={at} x2={at} y1="0" y2="6" className="stroke-edge" />
              <text x={at} y="19" textAnchor={isLast ? "end" : "middle"} className="fill-soft">
                {label}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </div>
  );
}
