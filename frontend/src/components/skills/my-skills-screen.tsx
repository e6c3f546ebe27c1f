"use client";
import { useDeferredValue, useState } from "react";
import { useTranslations } from "use-intl";

import { ConflictPanel } from "@/components/rating/conflict-panel";
import { SetAsidePanel } from "@/components/rating/set-aside-panel";
import { SkillCard } from "@/components/rating/skill-card";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useSkills, useSkillSearch } from "@/hooks/use-catalog";
import { useRatings, type Ratings } from "@/hooks/use-ratings";
import { pages } from "@/services/paths";

function Found({ search, ratings, rate }: { search: string } & Pick<Ratings, "ratings" | "rate">) {
  const t = useTranslations();
  const { data, error, refetch } = useSkillSearch(search);
  if (!data)
    return error ? (
      <Failure error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton label={t("skills.found.loading")} />
    );
  return (
    <section aria-label={t("skills.found.title")} className="grid gap-4">
      <h2 className="text-2xl">{t("skills.found.title")}</h2>
      <p role="status" className="text-sm text-soft">
        {data.nextCursor
          ? t("skills.found.first", { count: data.items.length })
          : t("skills.found.all", { count: data.items.length })}
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
  const t = useTranslations();
  const slugs = Object.keys(ratings).sort();
  const known = useSkills(slugs);
  if (slugs.length === 0) {
    return (
      <Empty title={t("skills.empty.title")}>
        <p className="mb-4">{t("skills.empty.text")}</p>
        <ButtonLink href={pages.roles} kind="primary">
          {t("common.chooseRole")}
        </ButtonLink>
      </Empty>
    );
  }
  return (
    <section aria-label={t("skills.rated.label")} className="grid gap-4">
      <h2 className="text-2xl">{t("skills.rated.count", { count: slugs.length })}</h2>
      <div className="grid items-start gap-4 md:grid-cols-2">
        {slugs.map((slug) => (
          <SkillCard
            key={slug}
            skill={{ slug, title: known.get(slug)?.title ?? slug }}
            rated={ratings[slug]}
            onRate={rate}
          />
        ))}
      </div>
    </section>
  );
}

/** Everything a person has rated, in one place for all roles. */
export function MySkillsScreen() {
  const t = useTranslations();
  const { ratings, rate, isLoading, error, retry } = useRatings();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  return (
    <Page title={t("titles.skills")} lead={t("skills.lead")}>
      <ConflictPanel />
      <SetAsidePanel />
      <div className="max-w-md">
        <Field
          label={t("skills.search")}
          type="search"
          value={search}
          onValue={setSearch}
          autoComplete="off"
          maxLength={100}
        />
      </div>
      {error ? <Failure error={error} onRetry={retry} /> : null}
      {isLoading ? <Skeleton height="block" label={t("skills.loading")} /> : null}
      {!isLoading && !error && wanted ? <Found search={wanted} ratings={ratings} rate={rate} /> : null}
      {!isLoading && !error && !wanted ? <Mine ratings={ratings} rate={rate} /> : null}
    </Page>
  );
}
