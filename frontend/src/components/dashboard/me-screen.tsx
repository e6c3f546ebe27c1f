"use client";
import { AccountOnly } from "@/components/account/account-only";
import { ActiveCard } from "@/components/dashboard/active-card";
import { OpenPlacements } from "@/components/placement/open-placements";
import { ConflictPanel } from "@/components/rating/conflict-panel";
import { Button, ButtonLink } from "@/components/ui/button";
import { count } from "@/components/ui/format";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useDraft } from "@/hooks/use-draft";
import { useRatings } from "@/hooks/use-ratings";
import { useRoadmaps } from "@/hooks/use-roadmaps";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

function ActiveRoadmaps() {
  const { data, error, refetch, hasNextPage, fetchNextPage } = useRoadmaps("active", true);
  const { draft } = useDraft();
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton height="block" rows={2} label="Loading your roadmaps" />;
  const roadmaps = data.pages.flatMap((page) => page.items);
  if (roadmaps.length === 0) {
    return (
      <Empty title="No roadmap yet">
        <p className="mb-4">Choose where you want to go; the way there follows from what you can do.</p>
        <span className="flex flex-wrap justify-center gap-3">
          {draft.role ? (
            <ButtonLink href={pages.plan(draft.role.slug, draft.role.variant)} kind="primary">
              Plan the role I looked at
            </ButtonLink>
          ) : null}
          <ButtonLink href={pages.roles} kind={draft.role ? "quiet" : "primary"}>
            Choose a role
          </ButtonLink>
        </span>
      </Empty>
    );
  }
  return (
    <div className="grid items-start gap-5 md:grid-cols-2">
      {roadmaps.map((roadmap) => (
        <ActiveCard key={roadmap.id} roadmap={roadmap} />
      ))}
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>Show more</Button> : null}
    </div>
  );
}

function Ratings() {
  const { ratings, isLoading } = useRatings();
  return (
    <p className="text-soft">
      {isLoading ? "" : `${count(Object.keys(ratings).length, "skill")} rated. They count for every role at once.`}
    </p>
  );
}

/** Where a returning person lands: what is under way and what comes next. */
export function MeScreen() {
  const { user } = useSession();
  return (
    <Page title={user ? `Welcome back, ${user.displayName}` : "My route"}>
      <AccountOnly>
        <ConflictPanel />
        <section aria-labelledby="active">
          <h2 id="active" className="mb-3 text-2xl">
            On the way
          </h2>
          <ActiveRoadmaps />
        </section>
        <OpenPlacements />
        <section aria-labelledby="more" className="grid gap-3">
          <h2 id="more" className="text-2xl">
            More
          </h2>
          <Ratings />
          <div className="flex flex-wrap gap-3">
            <ButtonLink href={pages.skills}>My skills</ButtonLink>
            <ButtonLink href={pages.roles}>Another role</ButtonLink>
            <ButtonLink href={pages.matches()}>Which roles am I near?</ButtonLink>
            <ButtonLink href={pages.history}>History</ButtonLink>
            <ButtonLink href={pages.account}>Account and log out</ButtonLink>
          </div>
        </section>
      </AccountOnly>
    </Page>
  );
}
