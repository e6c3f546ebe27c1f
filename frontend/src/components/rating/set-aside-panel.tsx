"use client";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { useSkills } from "@/hooks/use-catalog";
import { useSetAsideRatings } from "@/hooks/use-former-slugs";
import { pages } from "@/services/paths";
import { titleOfSlug } from "@/types/former-slugs";

/** Ratings of skills that were split or retired since: they stay here, and the person decides. */
export function SetAsidePanel() {
  const t = useTranslations();
  const format = useFormatter();
  const { ratings, confirm, remove } = useSetAsideRatings();
  const parts = useSkills(ratings.flatMap(({ to }) => to));
  if (ratings.length === 0) return null;
  const partLinks = (to: readonly string[]) =>
    format.list(
      to.map((slug) => (
        <Link key={slug} href={pages.skill(slug)} prefetch={false} className="link">
          {parts.get(slug)?.title ?? titleOfSlug(slug)}
        </Link>
      )),
    );
  return (
    <section aria-labelledby="set-aside" className="card border-l-4 border-l-weak p-5">
      <h2 id="set-aside" className="text-xl">
        {t("rating.setAside.title", { count: ratings.length })}
      </h2>
      <ul className="mt-3 grid gap-4">
        {ratings.map((rating) => {
          const { slug, level, to } = rating;
          const skill = titleOfSlug(slug);
          return (
            <li key={slug} className="flex flex-wrap items-center gap-x-6 gap-y-2">
              <p className="min-w-0 grow basis-72">
                {to.length > 0
                  ? t("rating.setAside.split", { skill, level })
                  : t("rating.setAside.retired", { skill, level })}{" "}
                {partLinks(to)}
              </p>
              <div className="flex flex-wrap gap-3">
                {to.length > 0 ? (
                  <Button onClick={() => confirm(rating)}>{t("rating.setAside.confirm", { level })}</Button>
                ) : null}
                <Button onClick={() => remove(rating)}>{t("rating.setAside.remove", { skill })}</Button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
