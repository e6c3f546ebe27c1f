"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { ConflictPanel } from "@/components/rating/conflict-panel";
import { Filters } from "@/components/ranking/filters";
import { HeldRolePicker } from "@/components/ranking/held-role";
import { RankingTable } from "@/components/ranking/ranking-table";
import { Scatter } from "@/components/ranking/scatter";
import { SharedSkills } from "@/components/ranking/shared-skills";
import { pick, type Wanted } from "@/components/ranking/words";
import { Button, ButtonLink } from "@/components/ui/button";
import { count } from "@/components/ui/format";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useQueryParams } from "@/hooks/use-query-params";
import { useRanking } from "@/hooks/use-ranking";
import { pages } from "@/services/paths";
import type { HeldRole, Ranking } from "@/types/ranking";

const ALL: Wanted = { variant: "", sort: "readiness", search: "" };
const seniority = ["junior", "mid", "senior"];

function Found({ ranking }: { ranking: Ranking }) {
  const [wanted, setWanted] = useState(ALL);
  const variants = [...new Set(ranking.roles.map(({ variant }) => variant))].sort(
    (a, b) => seniority.indexOf(a) - seniority.indexOf(b),
  );
  const roles = pick(ranking.roles, wanted);
  return (
    <section aria-labelledby="ranking" className="grid gap-4">
      <div>
        <h2 id="ranking" className="text-2xl">
          Roles by nearness
        </h2>
        <p role="status" className="text-soft">{`${count(roles.length, "role")} shown, a role counted once for each seniority`}</p>
        <p className="text-soft">Hours left are those of what a role asks for; a roadmap adds what that stands on.</p>
      </div>
      <Filters variants={variants} wanted={wanted} onWanted={setWanted} />
      {roles.length > 0 ? (
        <>
          <Scatter roles={roles} />
          <RankingTable key={`${wanted.variant} ${wanted.sort}`} roles={roles} />
        </>
      ) : (
        <Empty title="No role matches">
          <Button onClick={() => setWanted(ALL)}>Show all roles</Button>
        </Empty>
      )}
    </section>
  );
}

function NothingRated() {
  return (
    <Empty title="Nothing rated yet">
      <p className="mb-4">Every role is equally far from a blank page. Choose one that tempts you and answer a few questions, or rate what you know; then come back.</p>
      <span className="flex flex-wrap justify-center gap-3">
        <ButtonLink href={pages.roles} kind="primary">
          Choose a role
        </ButtonLink>
        <ButtonLink href={pages.skills}>Rate what I know</ButtonLink>
      </span>
    </Empty>
  );
}

function Body({ from, onFrom }: { from: HeldRole | null; onFrom: (from: HeldRole | null) => void }) {
  const { ranking, rated, isLoading, isStale, error, retry } = useRanking(from);
  if (error) return <Failure error={error} onRetry={retry} />;
  if (isLoading || !ranking) return <Skeleton rows={3} height="block" label="Ranking the roles" />;
  const picker = <HeldRolePicker from={from} onFrom={onFrom} />;
  if (rated === 0 && !from) {
    return (
      <>
        <NothingRated />
        {picker}
      </>
    );
  }
  return (
    <div aria-busy={isStale} className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {picker}
      <SharedSkills skills={ranking.sharedSkills} />
      <Found ranking={ranking} />
    </div>
  );
}

/** Where a person stands towards every role at once. */
export function MatchesScreen() {
  const router = useRouter();
  const { from: slug, fromVariant: variant } = useQueryParams();
  const from = slug && variant ? { slug, variant } : null;
  return (
    <Page title="Which roles are you near?" lead="Every role and seniority, held against what you can do now. One profile counts for all of them.">
      <ConflictPanel />
      <Body from={from} onFrom={(next) => router.replace(pages.matches(next ?? undefined), { scroll: false })} />
    </Page>
  );
}
