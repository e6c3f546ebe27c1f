"use client";
import { useTranslations } from "use-intl";

import { Chevron } from "@/components/ui/facts";
import type { Translate } from "@/messages";
import { dateOf } from "@/types/calendar";
import type { Schedule } from "@/types/model";

/** What the forecast of the finish rests on. */
export function basisText(t: Translate, { forecast, hoursPerWeek }: Schedule): string {
  const { basis, finishedSteps, hoursPerHour, pace } = forecast;
  if (basis === "content") return t("roadmap.forecast.content", { hours: hoursPerWeek });
  if (hoursPerHour === null) return t("roadmap.forecast.rhythm", { count: finishedSteps });
  const share = Math.round(100 * (hoursPerHour - 1));
  const counted = Math.round(100 * (pace - 1));
  return t("roadmap.forecast.you", {
    count: finishedSteps,
    way: share > 0 ? "more" : share < 0 ? "less" : "same",
    share: Math.abs(share) / 100,
    counted: counted > 0 ? "more" : counted < 0 ? "less" : "same",
    countedShare: Math.abs(counted) / 100,
  });
}

/** When the roadmap will be done: early, typical and late, and why that is expected. */
export function Forecast({ schedule }: { schedule: Schedule }) {
  const t = useTranslations();
  const { finishOn } = schedule;
  if (!finishOn) return null;
  const { early, typical, late } = finishOn;
  return (
    <details>
      <summary className="grid gap-1">
        <span>
          {t("roadmap.forecast.summary", { early: dateOf(early), typical: dateOf(typical), late: dateOf(late) })}{" "}
          <span className="inline-flex items-center gap-1.5 font-semibold whitespace-nowrap text-course">
            <Chevron />
            {t("roadmap.forecast.explain")}
          </span>
        </span>
      </summary>
      <div className="mt-2 grid max-w-prose gap-2">
        <p>{basisText(t, schedule)}</p>
        <p className="text-soft">{t("roadmap.forecast.range")}</p>
      </div>
    </details>
  );
}
