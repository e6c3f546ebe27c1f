"use client";
import { useTranslations } from "use-intl";

import { ConflictPanel } from "@/components/rating/conflict-panel";
import { InfeasiblePlan, planProblemOf } from "@/components/roadmap/infeasible-plan";
import type { LimitStart } from "@/components/roadmap/limit-fields";
import { PlanOptionsFields } from "@/components/roadmap/plan-options-fields";
import { RoadmapView } from "@/components/roadmap/roadmap-view";
import { StartBar } from "@/components/roadmap/start-bar";
import { WhatIf } from "@/components/roadmap/what-if";
import { SetupNav } from "@/components/shell/setup-nav";
import { ButtonLink } from "@/components/ui/button";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useDayAhead } from "@/hooks/use-day-ahead";
import { useLast } from "@/hooks/use-last";
import { useFoundReadiness } from "@/hooks/use-found-readiness";
import { usePlan, useReadiness } from "@/hooks/use-planning";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRatings } from "@/hooks/use-ratings";
import { useAlternatives } from "@/hooks/use-alternatives";
import { usePlanOptions } from "@/hooks/use-plan-options";
import { pages } from "@/services/paths";
import type { Plan } from "@/types/model";
import { shownReadiness } from "@/types/placed-ratings";
import { withNearest } from "@/types/plan-options";

const THREE_MONTHS = 91;

/** Where limits start when they are chosen: about half of the plan. */
function limitStart(readinessNow: number, wholeHours: number, until: string): LimitStart {
  return { until, hours: Math.max(1, Math.round(wholeHours / 2)), points: Math.round((readinessNow + 100) / 2) };
}

/** Hours the whole role takes; a guess where only a limited plan was seen so far. */
function useWholeHours(data: Plan | undefined): number {
  const whole = useLast(data?.limit === null ? data.hours.typical : undefined);
  const seen = useLast(data?.hours.typical) ?? 0;
  return whole ?? 2 * seen;
}

function PlanBody({ role, variant }: { role: string; variant: string }) {
  const t = useTranslations();
  const { options, settled, isChanging, setOptions } = usePlanOptions(role, variant);
  const { ratings, placed, isLoading, error: failed, retry } = useRatings();
  const readiness = useReadiness({ role, variant, ratings, placed, isEnabled: !isLoading && !failed }).data?.readiness;
  const found = useFoundReadiness(role, variant);
  const request = { role, variant, ratings, options: settled };
  const { data, error, refetch, isPlaceholderData } = usePlan(request, { isEnabled: !isLoading && !failed });
  const known = useLast(data);
  const wholeHours = useWholeHours(data);
  const start = limitStart(known?.readinessNow ?? 0, wholeHours, useDayAhead(THREE_MONTHS));
  const board = useAlternatives();
  const problem = planProblemOf(error);
  // After a lost connection the previous plan stays; infeasible options have none.
  const shown = problem ? undefined : known;
  const choices = known?.choices ?? [];
  const refusal = problem ? (
    <InfeasiblePlan
      problem={problem}
      choices={choices}
      onTake={(nearest) => setOptions(withNearest(settled, nearest))}
    />
  ) : null;
  return (
    <Page
      title={t("roadmap.plan.title")}
      over={<SetupNav current="roadmap" role={role} variant={variant} />}
      lead={known ? t("roadmap.plan.lead", { role: known.role.title, variant: known.variantTitle }) : null}
    >
      <ConflictPanel />
      {failed ? <Failure error={failed} onRetry={retry} /> : null}
      {data && (data.items.length > 0 || data.limit === null) ? <StartBar plan={data} options={settled} /> : null}
      {known ? (
        <section aria-labelledby="options" className="card grid gap-5 p-5 sm:p-6">
          <h2 id="options" className="text-xl">
            {t("roadmap.options.title")}
          </h2>
          <PlanOptionsFields
            options={options}
            choices={choices}
            start={start}
            wholeHours={wholeHours}
            notice={refusal}
            onChange={setOptions}
          />
        </section>
      ) : null}
      {known ? null : refusal}
      {error && !problem ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      <p role="status" className="sr-only">
        {isPlaceholderData ? t("roadmap.plan.planning") : null}
        {data && !isPlaceholderData
          ? t("roadmap.plan.planned", { steps: data.items.length, weeks: data.weeks.typical })
          : null}
      </p>
      {shown ? (
        <>
          <RoadmapView
            plan={shown}
            readiness={readiness && shownReadiness(readiness, found)}
            isOld={isChanging || isPlaceholderData || shown !== data}
            more={
              <WhatIf
                plan={shown}
                request={request}
                board={board}
                start={start}
                wholeHours={wholeHours}
                onTake={setOptions}
              />
            }
          />
          {data && data.items.length > 4 ? <StartBar plan={data} options={settled} /> : null}
        </>
      ) : null}
      {!data && !error && !failed ? <Skeleton rows={5} height="block" label={t("roadmap.plan.loading")} /> : null}
    </Page>
  );
}

/** A roadmap to look at and adjust before it is stored. */
export function PlanScreen() {
  const t = useTranslations();
  const { role, variant } = useQueryParams();
  if (role && variant) return <PlanBody key={`${role} ${variant}`} role={role} variant={variant} />;
  return (
    <Page title={t("roadmap.plan.title")}>
      <Empty title={t("common.chooseRoleFirst")}>
        <ButtonLink href={pages.roles} kind="primary">
          {t("common.seeRoles")}
        </ButtonLink>
      </Empty>
    </Page>
  );
}
