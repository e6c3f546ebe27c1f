"use client";
import { useTranslations } from "use-intl";

import { partsOf, rangeOf, type Part } from "@/components/readiness/waterfall";
import type { Comparison } from "@/types/model";

const looks = (part: Part) => (part.points > 0 ? "fill-strong" : part.points < 0 ? "fill-weak" : "fill-edge");

interface RowProps {
  name: string;
  meaning?: string;
  value: string;
  low: number;
  high: number;
  part?: Part;
  /** A mark where there is no bar. */
  at?: number;
}

/** One line of the waterfall: a mark for before and now, a bar for what lies between. */
function Row({ name, meaning, value, low, high, part, at }: RowProps) {
  const place = (readiness: number) => (100 * (readiness - low)) / (high - low);
  const [from, to] = part ? [place(Math.min(part.from, part.to)), place(Math.max(part.from, part.to))] : [0, 0];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 sm:grid-cols-[15rem_minmax(0,1fr)_3.5rem]">
      <span>
        <span className="font-semibold">{name}</span>
        {meaning ? <span className="ml-2 text-sm text-soft">{meaning}</span> : null}
      </span>
      <span className="text-right font-semibold sm:order-last">{value}</span>
      <svg aria-hidden="true" className="col-span-2 block h-5 w-full overflow-visible sm:col-span-1">
        <line x1="0" x2="100%" y1="10" y2="10" className="stroke-line" />
        {part ? (
          <>
            <rect x={`${from}%`} width={`${to - from}%`} y="3" height="14" className={looks(part)} />
            <line x1={`${place(part.to)}%`} x2={`${place(part.to)}%`} y1="0" y2="20" className="stroke-ink stroke-2" />
          </>
        ) : null}
        {at === undefined ? null : <circle cx={`${place(at)}%`} cy="10" r="7" className="fill-ink" />}
      </svg>
    </li>
  );
}

/** Two analyses side by side: how readiness changed, and why. */
export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const t = useTranslations();
  const { before, after, changes, byPerson, byTime, byContent } = comparison;
  const parts = partsOf(comparison);
  const scale = rangeOf(before, parts);
  return (
    <section aria-labelledby="comparison" className="card grid grid-cols-[minmax(0,1fr)] gap-4 p-5 sm:p-6">
      <h2 id="comparison" className="text-2xl">
        {t("readiness.comparison.title", { before, after })}
      </h2>
      <p>{t("readiness.comparison.summary", { before, after, person: byPerson, time: byTime, content: byContent })}</p>
      <ol className="grid gap-3">
        <Row
          name={t("readiness.comparison.parts.before")}
          value={t("number.points", { points: before })}
          at={before}
          {...scale}
        />
        {parts.map((part) => (
          <Row
            key={part.cause}
            name={t(`readiness.comparison.parts.${part.cause}.title`)}
            meaning={t(`readiness.comparison.parts.${part.cause}.text`)}
            value={t("number.signed", { points: part.points })}
            part={part}
            {...scale}
          />
        ))}
        <Row
          name={t("readiness.comparison.parts.after")}
          value={t("number.points", { points: after })}
          at={after}
          {...scale}
        />
      </ol>
      <p className="text-sm text-soft">{t("readiness.comparison.range", scale)}</p>
      {changes.length > 0 ? (
        <ul className="grid gap-x-8 sm:grid-cols-2">
          {changes.map((change) => (
            <li key={change.key} className="flex items-baseline justify-between gap-3 border-b border-line py-1.5">
              <span>
                <span className="font-semibold">{change.label}</span>
                <span className="block text-sm text-soft">
                  {t("readiness.comparison.change", { before: change.before ?? "none", after: change.after ?? "none" })}
                </span>
              </span>
              <span className="whitespace-nowrap">{t("number.signed", { points: change.points })}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-soft">{t("readiness.comparison.noChange")}</p>
      )}
    </section>
  );
}
