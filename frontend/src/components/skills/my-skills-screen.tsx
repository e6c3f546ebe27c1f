"use client";
import { useDeferredValue, useState } from "react";

import { ConflictPanel } from "@/components/rating/conflict-panel";
import { SkillCard } from "@/components/rating/skill-card";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { count } from "@/components/ui/format";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useSkills, useSkillSearch } from "@/hooks/use-catalog";
import { useRatings, type Ratings } from "@/hooks/use-ratings";
import { pages } from "@/services/paths";

function Found({ search, ratings, rate }: { search: string } & Pick<Ratings, "ratings" | "rate">) {
  const { data, error, refetch } = useSkillSearch(search);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton label="Searching" />;
  return (
    <section aria-label="Found skills" className="grid gap-4">
      <h2 className="text-2xl">Found</h2>
      <p role="status" className="text-sm text-soft">
        {data.nextCursor ? `The first ${data.items.length} that match` : `${count(data.items.length, "skill")} found`}
      </p>
      <div className="grid items-start gap-4 md:grid-cols-2">
        {data.items.map((skill) => (
          <SkillCard key={skill.slug} skill={skill} rated={ratings[skill.slug]} onRate={rate} />
        ))}
      </div>
    </section>
  );
}

function Mine({ ratings, rate }: Pick<Ratings, "ratings" | "rate">) {
  const slugs = Object.keys(ratings).sort();
  const known = useSkills(slugs);
  if (slugs.length === 0) {
    return (
      <Empty title="Nothing rated yet">
        <p className="mb-4">Search a skill above, or start from a role: it asks only for what matters there.</p>
        <ButtonLink href={pages.roles} kind="primary">
          Choose a role
        </ButtonLink>
      </Empty>
    );
  }
  return (
    <section aria-label="Rated skills" className="grid gap-4">
      <h2 className="text-2xl">{`${count(slugs.length, "skill")} rated`}</h2>
      <div className="grid items-start gap-4 md:grid-cols-2">
        {slugs.map((slug) => (
          <SkillCard key={slug} skill={{ slug, title: known.get(slug)?.title ?? slug }} rated={ratings[slug]} onRate={rate} />
        ))}
      </div>
    </section>
  );
}

/** Everything a person has rated, in one place for all roles. */
export function MySkillsScreen() {
  const { ratings, rate, isLoading, error, retry } = useRatings();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  return (
    <Page title="My skills" lead="One profile for all roles: what you know counts everywhere.">
      <ConflictPanel />
      <div className="max-w-md">
        <Field label="Find a skill" type="search" value={search} onValue={setSearch} autoComplete="off" maxLength={100} />
      </div>
      {error ? <Failure error={error} onRetry={retry} /> : null}
      {isLoading ? <Skeleton height="block" label="Loading your skills" /> : null}
      {!isLoading && !error && wanted ? <Found search={wanted} ratings={ratings} rate={rate} /> : null}
      {!isLoading && !error && !wanted ? <Mine ratings={ratings} rate={rate} /> : null}
    </Page>
  );
}
