"use client";
import { ConflictPanel } from "@/components/rating/conflict-panel";
import { ImpossibleWish, wishProblemOf } from "@/components/roadmap/impossible-wish";
import type { LimitStart } from "@/components/roadmap/limit-wish";
import { WishFields } from "@/components/roadmap/plan-wishes";
import { RouteView } from "@/components/roadmap/route-view";
import { StartBar } from "@/components/roadmap/start-bar";
import { WhatIf } from "@/components/roadmap/what-if";
import { Stages } from "@/components/shell/stages";
import { ButtonLink } from "@/components/ui/button";
import { variantName } from "@/components/ui/format";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useDayAhead } from "@/hooks/use-day-ahead";
import { useLast } from "@/hooks/use-last";
import { usePlan } from "@/hooks/use-planning";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRatings } from "@/hooks/use-ratings";
import { useTrials } from "@/hooks/use-trials";
import { useWish } from "@/hooks/use-wish";
import { pages } from "@/services/paths";
import type { Plan } from "@/types/model";
import { withNearest } from "@/types/wish";

const THREE_MONTHS = 91;

/** Where limits start when they are chosen: about half of the way. */
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
  const { wish, settled, setWish } = useWish(role, variant);
  const { ratings, isLoading, error: failed, retry } = useRatings();
  const question = { role, variant, ratings, wish: settled };
  const { data, error, refetch, isPlaceholderData } = usePlan(question, { isEnabled: !isLoading && !failed });
  const known = useLast(data);
  const wholeHours = useWholeHours(data);
  const start = limitStart(known?.readinessNow ?? 0, wholeHours, useDayAhead(THREE_MONTHS));
  const board = useTrials();
  const problem = wishProblemOf(error);
  // After a failure on the way the former plan stays; an impossible wish has none.
  const shown = problem ? undefined : known;
  const choices = known?.choices ?? [];
  const refusal = problem ? (
    <ImpossibleWish problem={problem} choices={choices} onTake={(nearest) => setWish(withNearest(settled, nearest))} />
  ) : null;
  return (
    <Page
      title="Your roadmap"
      over={<Stages here="Roadmap" role={role} variant={variant} />}
      lead={known ? `To ${known.role.title}, ${variantName(known.variant).toLowerCase()}: no step comes before what it needs.` : null}
    >
      <ConflictPanel />
      {failed ? <Failure error={failed} onRetry={retry} /> : null}
      {data && (data.items.length > 0 || data.limit === null) ? <StartBar plan={data} wish={settled} /> : null}
      {known ? (
        <section aria-labelledby="wishes" className="card grid gap-5 p-5 sm:p-6">
          <h2 id="wishes" className="text-xl">
            Make it yours
          </h2>
          <WishFields wish={wish} choices={choices} start={start} wholeHours={wholeHours} notice={refusal} onChange={setWish} />
        </section>
      ) : null}
      {known ? null : refusal}
      {error && !problem ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      <p role="status" className="sr-only">
        {isPlaceholderData ? "Planning again" : data ? `Planned: ${data.items.length} steps, ${data.weeks.typical} weeks` : ""}
      </p>
      {shown ? (
        <>
          <RouteView
            plan={shown}
            isOld={isPlaceholderData || shown !== data}
            more={<WhatIf plan={shown} question={question} board={board} start={start} wholeHours={wholeHours} onTake={setWish} />}
          />
          {data && data.items.length > 4 ? <StartBar plan={data} wish={settled} /> : null}
        </>
      ) : null}
      {!data && !error && !failed ? <Skeleton rows={5} height="block" label="Planning your way" /> : null}
    </Page>
  );
}

/** A roadmap to look at and change before it is kept. */
export function PlanScreen() {
  const { role, variant } = useQueryParams();
  if (role && variant) return <PlanBody key={`${role} ${variant}`} role={role} variant={variant} />;
  return (
    <Page title="Your roadmap">
      <Empty title="First choose a role">
        <ButtonLink href={pages.roles} kind="primary">
          See the roles
        </ButtonLink>
      </Empty>
    </Page>
  );
}
