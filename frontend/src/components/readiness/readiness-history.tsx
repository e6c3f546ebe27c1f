"use client";
import { useFormatter, useTranslations } from "use-intl";

import { Chevron } from "@/components/ui/facts";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useDays } from "@/components/ui/use-days";
import { useReadinessHistory } from "@/hooks/use-analyses";
import type { Translate } from "@/messages";
import { dateOf, dayAfter, daysFrom, monthMarks } from "@/types/calendar";
import { dayIn } from "@/types/days";
import { changesOf, stairsOf, type ReadinessChange, type ReadinessHistory as History } from "@/types/readiness-history";

const HEIGHT = 160;
const TOP = 10;
const yOf = (points: number) => TOP + ((HEIGHT - TOP) * (100 - points)) / 100;
const MARKS = [0, 25, 50, 75, 100];

function Plot({ history: { series }, today, label }: { history: History; today: string; label: string }) {
  const corners = stairsOf(series, today);
  const last = Math.max(1, corners.at(-1)?.day ?? 0);
  const first = series[0]?.on ?? today;
  return (
    <svg role="img" aria-label={label} className="block h-40 w-full overflow-visible">
      {MARKS.map((mark) => (
        <line key={mark} x1="0" x2="100%" y1={yOf(mark)} y2={yOf(mark)} className="stroke-line" />
      ))}
      <svg viewBox={`0 0 ${last} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT} overflow="visible">
        <polyline
          points={corners.map(({ day, points }) => `${day},${yOf(points).toFixed(1)}`).join(" ")}
          vectorEffect="non-scaling-stroke"
          strokeLinejoin="round"
          className="fill-none stroke-strong stroke-[2.5]"
        />
      </svg>
      {series.map(({ on, points, cause }) => (
        <circle
          key={`${on} ${cause} ${points}`}
          cx={`${(100 * daysFrom(first, on)) / last}%`}
          cy={yOf(points)}
          r="4.5"
          className={`stroke-2 ${cause === "time" ? "fill-card stroke-weak" : "fill-strong stroke-card"}`}
        />
      ))}
    </svg>
  );
}

/** The first day and today below the plot, and between them as many months as fit. */
function DayAxis({ first, today }: { first: string; today: string }) {
  const format = useFormatter();
  const length = Math.max(1, daysFrom(first, today));
  const months = monthMarks({ start: dayAfter(first, Math.ceil(length / 6)), end: today }).filter(
    (day) => daysFrom(day, today) > length / 6,
  );
  const ends = [
    { day: first, anchor: "start" as const },
    ...(daysFrom(first, today) > 0 ? [{ day: today, anchor: "end" as const }] : []),
  ];
  return (
    <svg aria-hidden="true" className="col-start-2 block h-6 w-full overflow-visible text-[13px]">
      {ends.map(({ day, anchor }) => (
        <text key={day} x={anchor === "end" ? "100%" : "0"} y="18" textAnchor={anchor} className="fill-soft">
          {format.dateTime(dateOf(day), "shortDay")}
        </text>
      ))}
      {months.map((day) => (
        <text
          key={day}
          x={`${(100 * daysFrom(first, day)) / length}%`}
          y="18"
          textAnchor="middle"
          className="fill-soft max-sm:hidden"
        >
          {format.dateTime(dateOf(day), "month")}
        </text>
      ))}
    </svg>
  );
}

const causeText = (t: Translate, { cause, gained }: ReadinessChange) =>
  t("readiness.history.cause", { cause, direction: gained < 0 ? "down" : "up" });

function ChangeTable({ changes }: { changes: readonly ReadinessChange[] }) {
  const t = useTranslations();
  const { day } = useDays();
  const columns = ["day", "points", "why"] as const;
  return (
    <details>
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        {t("readiness.history.table", { count: changes.length })}
      </summary>
      <div tabIndex={0} role="region" aria-label={t("readiness.history.region")} className="mt-2 overflow-x-auto">
        <table className="w-full text-left text-sm wrap-normal">
          <caption className="sr-only">{t("readiness.history.caption")}</caption>
          <thead>
            <tr className="border-b border-line">
              {columns.map((column) => (
                <th key={column} scope="col" className="py-1.5 pr-4 font-semibold">
                  {t(`readiness.history.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changes.toReversed().map((change) => (
              <tr key={`${change.on} ${change.cause} ${change.points}`} className="border-b border-line">
                <th scope="row" className="py-1.5 pr-4 font-normal whitespace-nowrap text-soft">
                  {day(change.on)}
                </th>
                <td className="py-1.5 pr-4 whitespace-nowrap">
                  {t("readiness.history.value", { points: change.points, gained: change.gained })}
                </td>
                <td className="py-1.5">{causeText(t, change)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** A staircase of readiness over days, its last change in words, and every change as a table. */
export function HistoryChart({ history, today }: { history: History; today: string }) {
  const t = useTranslations();
  const { day } = useDays();
  const changes = changesOf(history.series);
  const first = changes[0];
  const latest = changes.at(-1);
  if (!first || !latest) return <p className="text-soft">{t("readiness.history.empty")}</p>;
  // A device whose clock is behind has not come to the last change yet.
  const end = today > latest.on ? today : latest.on;
  const span = { from: first.points, to: latest.points, start: day(first.on), count: changes.length };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p>
        {t("readiness.history.latest", {
          date: day(latest.on),
          points: latest.points,
          gained: latest.gained,
          cause: causeText(t, latest),
        })}
      </p>
      {end > first.on ? (
        <div className="grid grid-cols-[2rem_1fr]">
          <svg aria-hidden="true" className="block h-40 w-full overflow-visible text-[13px]">
            {MARKS.map((mark) => (
              <text key={mark} x="0" y={yOf(mark) + 4} className="fill-soft">
                {mark}
              </text>
            ))}
          </svg>
          <Plot history={history} today={end} label={t("readiness.history.label", span)} />
          <DayAxis first={first.on} today={end} />
        </div>
      ) : (
        <p className="text-soft">{t("readiness.history.firstDay")}</p>
      )}
      <ChangeTable changes={changes} />
    </div>
  );
}

/** How readiness for a role has developed. */
export function ReadinessHistory({ role, variant }: { role: string; variant: string }) {
  const t = useTranslations();
  const { data, error, refetch } = useReadinessHistory(role, variant);
  if (data) return <HistoryChart history={data} today={dayIn(data.timeZone)} />;
  return error ? (
    <Failure error={error} onRetry={() => void refetch()} />
  ) : (
    <Skeleton rows={1} height="block" label={t("readiness.history.loading")} />
  );
}
