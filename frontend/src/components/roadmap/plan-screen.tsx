"use client";
import { useRouter } from "next/navigation";

import { ConflictPanel } from "@/components/rating/conflict-panel";
import { ChoiceWish, HoursWish } from "@/components/roadmap/plan-wishes";
import { RouteView } from "@/components/roadmap/route-view";
import { StartBar } from "@/components/roadmap/start-bar";
import { Stages } from "@/components/shell/stages";
import { ButtonLink } from "@/components/ui/button";
import { Chevron } from "@/components/ui/facts";
import { variantName } from "@/components/ui/format";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { DEFAULT_HOURS, useDraft, useHoursMemory } from "@/hooks/use-draft";
import { usePlan } from "@/hooks/use-planning";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRatings } from "@/hooks/use-ratings";
import { pages } from "@/services/paths";
import type { Plan } from "@/types/model";

interface WishesProps {
  plan: Plan;
  hours: number;
  pins: string[];
}

function Wishes({ plan, hours, pins }: WishesProps) {
  const router = useRouter();
  const wish = (next: { hours?: number; pins?: string[] }) =>
    router.replace(pages.plan(plan.role.slug, plan.variant, { hours, pins, ...next }), { scroll: false });
  return (
    <section aria-labelledby="wishes" className="card grid gap-5 p-5 sm:p-6">
      <h2 id="wishes" className="text-xl">
        Make it yours
      </h2>
      <HoursWish hours={hours} onChange={(next) => wish({ hours: next })} />
      {plan.choices.length > 0 ? (
        <details>
          <summary className="flex min-h-11 items-center gap-3 hover:underline">
            <Chevron />
            <span>
              <span className="font-semibold">Your choices: </span>
              {plan.choices.flatMap(({ chosen }) => chosen.map(({ title }) => title)).join(", ")}
            </span>
          </summary>
          <div className="mt-3 grid gap-5">
            {plan.choices.map((choice) => (
              <ChoiceWish key={choice.key} choice={choice} pins={pins} onPins={(next) => wish({ pins: next })} />
            ))}
          </div>
        </details>
      ) : null}
    </section>
  );
}

function PlanBody({ role, variant }: { role: string; variant: string }) {
  const { hours: wished, pins } = useQueryParams();
  const { draft } = useDraft();
  useHoursMemory(wished);
  const hours = wished ?? draft.hoursPerWeek ?? DEFAULT_HOURS;
  const { ratings, isLoading, error: failed, retry } = useRatings();
  const { data, error, refetch, isPlaceholderData } = usePlan({
    role,
    variant,
    ratings,
    isEnabled: !isLoading && !failed,
    hoursPerWeek: hours,
    pins,
  });
  return (
    <Page
      title="Your roadmap"
      over={<Stages here="Roadmap" role={role} variant={variant} />}
      lead={data ? `To ${data.role.title}, ${variantName(data.variant).toLowerCase()}: no step comes before what it needs.` : null}
    >
      <ConflictPanel />
      {failed ? <Failure error={failed} onRetry={retry} /> : null}
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <StartBar plan={data} pins={pins} />
          <Wishes plan={data} hours={hours} pins={pins} />
          <p role="status" className="sr-only">
            {isPlaceholderData ? "Planning again" : `Planned: ${data.items.length} steps, ${data.weeks.typical} weeks`}
          </p>
          <RouteView plan={data} />
          {data.items.length > 4 ? <StartBar plan={data} pins={pins} /> : null}
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
