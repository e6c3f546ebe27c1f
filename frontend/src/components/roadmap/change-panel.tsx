"use client";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";

import { ChangesView } from "@/components/roadmap/changes-view";
import { InfeasiblePlan, planProblemOf } from "@/components/roadmap/infeasible-plan";
import { PlanOptionsFields } from "@/components/roadmap/plan-options-fields";
import { ProgressReset } from "@/components/roadmap/progress-reset";
import { VariantChoice } from "@/components/roadmap/variant-choice";
import { Button } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useKeptChange } from "@/hooks/use-kept-change";
import { useDayAhead } from "@/hooks/use-day-ahead";
import { useChangePreview } from "@/hooks/use-roadmaps";
import { useSaveChange } from "@/hooks/use-save-change";
import { pages } from "@/services/paths";
import type { Roadmap } from "@/types/model";
import { limitOf, limitText, withNearest, type Change, type ChangeDraft, type PlanOptions } from "@/types/plan-options";

const THREE_MONTHS = 91;

/** The options a stored roadmap was planned with, as far as it tells. */
export function storedOptions({ result }: Roadmap): PlanOptions {
  const pins = result.choices
    .filter(({ isPinned }) => isPinned)
    .flatMap(({ chosen }) => chosen.map(({ slug }) => slug));
  return { hoursPerWeek: result.hoursPerWeek, limit: limitOf(result.limit), pins };
}

/** Only what the person changed is sent; the other options stay as they were. */
export function changeTo(options: PlanOptions, stored: PlanOptions, resetProgress: boolean): Change {
  const isOther = options.pins.length !== stored.pins.length || options.pins.some((pin) => !stored.pins.includes(pin));
  return {
    resetProgress,
    ...(options.hoursPerWeek === stored.hoursPerWeek ? {} : { hoursPerWeek: options.hoursPerWeek }),
    ...(limitText(options.limit) === limitText(stored.limit) ? {} : { limit: options.limit }),
    ...(isOther ? { pins: options.pins } : {}),
  };
}

/** What a new plan takes into account in any case. */
function AlwaysIncluded({ roadmap }: { roadmap: Roadmap }) {
  const t = useTranslations();
  const { role, variant } = roadmap.result;
  return (
    <ul className="list-disc pl-5">
      <li>{t("roadmap.changes.always.pace")}</li>
      <li>
        {t.rich("roadmap.changes.always.ratings", {
          link: (text) => (
            <Link href={pages.rate(role.slug, variant)} prefetch={false} className="link">
              {text}
            </Link>
          ),
        })}
      </li>
      <li>{t("roadmap.changes.always.content")}</li>
    </ul>
  );
}

/** What an update starts with; the rest is as in the roadmap. */
export type WantedChange = Partial<ChangeDraft>;

interface ChangePanelProps {
  roadmap: Roadmap;
  wanted: WantedChange;
  onClose: () => void;
}

/** Update a roadmap: choose options, see the effect on the plan, and only then save it. */
export function ChangePanel({ roadmap, wanted, onClose }: ChangePanelProps) {
  const t = useTranslations();
  const stored = storedOptions(roadmap);
  const { result, retired } = roadmap;
  const [options, setOptions] = useState(wanted.options ?? stored);
  const [variant, setVariant] = useState(wanted.variant ?? retired?.nearest?.variant ?? result.variant);
  const [isReset, setIsReset] = useState(wanted.isReset ?? false);
  const change = { ...changeTo(options, stored, isReset), ...(variant === result.variant ? {} : { variant }) };
  const unchanged = { options: stored, variant: result.variant, isReset: false };
  useKeptChange(roadmap.id, { options, variant, isReset }, unchanged);
  const { data, error, refetch, isOld } = useChangePreview(roadmap.id, roadmap.version, change);
  const { save, isBusy, error: refused } = useSaveChange(roadmap);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const start = {
    until: useDayAhead(THREE_MONTHS),
    hours: Math.max(1, Math.round(result.hours.typical / 2)),
    points: Math.round((result.readinessNow + 100) / 2),
  };
  const problem = planProblemOf(error);
  return (
    <section aria-labelledby="change" className="card grid grid-cols-[minmax(0,1fr)] gap-6 border-course p-5 sm:p-6">
      <div className="grid gap-2">
        <h2 ref={heading} id="change" tabIndex={-1} className="text-2xl focus:outline-none">
          {t("roadmap.changes.title")}
        </h2>
        <p>{t("roadmap.changes.always.title")}</p>
        <AlwaysIncluded roadmap={roadmap} />
        <p>{t("roadmap.changes.intro")}</p>
      </div>
      <VariantChoice role={result.role.slug} current={result.variant} chosen={variant} onChoose={setVariant} />
      <PlanOptionsFields
        options={options}
        choices={(data?.result ?? result).choices}
        start={start}
        wholeHours={result.hours.typical}
        notice={
          problem ? (
            <InfeasiblePlan
              problem={problem}
              choices={result.choices}
              onTake={(nearest) => setOptions(withNearest(options, nearest))}
            />
          ) : null
        }
        onChange={setOptions}
      />
      <ProgressReset isReset={isReset} onChange={setIsReset} />
      <section aria-labelledby="preview" aria-busy={isOld} className="grid gap-4 border-t border-line pt-5">
        <h3 id="preview" className="text-xl">
          {t("roadmap.changes.preview")}
        </h3>
        {problem ? <p className="text-soft">{t("roadmap.changes.infeasible")}</p> : null}
        {error && !problem ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data ? (
          <div className={isOld ? "opacity-60" : ""}>
            <ChangesView preview={data} />
          </div>
        ) : null}
        {!data && !error ? <Skeleton rows={2} height="block" label={t("roadmap.changes.loading")} /> : null}
        <p role="status" className="sr-only">
          {data && !isOld ? (data.changes?.text ?? t("roadmap.changes.replanned")) : ""}
        </p>
      </section>
      {refused ? <Failure error={refused} /> : null}
      <div className="flex flex-wrap gap-3">
        {data ? (
          <Button kind="primary" isBusy={isBusy || isOld} onClick={() => void save(change)}>
            {t("roadmap.changes.submit")}
          </Button>
        ) : null}
        <Button onClick={onClose}>{t("roadmap.changes.cancel")}</Button>
      </div>
      {roadmap.status === "archived" ? null : <p className="text-sm text-soft">{t("roadmap.changes.archives")}</p>}
    </section>
  );
}
