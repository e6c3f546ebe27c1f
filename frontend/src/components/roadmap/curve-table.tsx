"use client";
import { useTranslations } from "use-intl";

import { readinessAt, type Axis, type Series } from "@/components/roadmap/curve";
import { Chevron } from "@/components/ui/facts";

interface CurveTableProps {
  all: readonly Series[];
  axis: Axis;
  marks: readonly number[];
}

/** The curves in numbers. */
export function CurveTable({ all, axis, marks }: CurveTableProps) {
  const t = useTranslations();
  const read = (series: Series, mark: number) => {
    const hours = axis === "hours" ? mark : mark * series.hoursPerWeek;
    return t("number.points", { points: readinessAt(series.curve, hours) });
  };
  return (
    <details>
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        {t("roadmap.chart.table")}
      </summary>
      <div tabIndex={0} role="region" aria-label={t("roadmap.chart.region")} className="mt-2 overflow-x-auto">
        <table className="w-full text-left text-sm wrap-normal">
          <caption className="sr-only">{t("roadmap.chart.caption", { axis })}</caption>
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className="py-1.5 pr-4 align-bottom font-semibold">
                {t("roadmap.chart.after")}
              </th>
              {all.map(({ letter, name }) => (
                <th key={letter} scope="col" className="min-w-20 py-1.5 pr-4 align-bottom font-semibold">
                  {t("roadmap.chart.column", { letter, name })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {marks.map((mark) => (
              <tr key={mark} className="border-b border-line">
                <th scope="row" className="py-1.5 pr-4 font-normal whitespace-nowrap text-soft">
                  {axis === "hours" ? t("number.hoursExact", { hours: mark }) : t("number.weeks", { weeks: mark })}
                </th>
                {all.map((series) => (
                  <td key={series.letter} className="py-1.5 pr-4">
                    {read(series, mark)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
