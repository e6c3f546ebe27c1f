"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/notice";
import { useRoadmaps } from "@/hooks/use-roadmaps";
import { pages } from "@/services/paths";

/** Completed roadmaps, each leading on; nothing where there are none. */
export function CompletedRoadmaps() {
  const t = useTranslations();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useRoadmaps("completed", true);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : null;
  const roadmaps = data.pages.flatMap((page) => page.items);
  if (roadmaps.length === 0) return null;
  return (
    <section aria-labelledby="completed" className="grid gap-3">
      <h2 id="completed" className="text-2xl">
        {t("dashboard.completed.title")}
      </h2>
      <ul className="card px-5">
        {roadmaps.map(({ id, role, variantTitle: variant, completedAt, createdAt, readiness }) => (
          <li key={id} className="border-b border-line py-3 last:border-0">
            <Link href={pages.roadmap(id)} prefetch={false} className="link font-semibold">
              {t("seniority.role", { role: role.title, variant })}
            </Link>
            <span className="block text-sm text-soft">
              {readiness
                ? t("dashboard.completed.item", { date: new Date(completedAt ?? createdAt), points: readiness.now })
                : t("dashboard.completed.retired", { date: new Date(completedAt ?? createdAt) })}
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div>
          <Button onClick={() => void fetchNextPage()}>{t("common.showMore")}</Button>
        </div>
      ) : null}
    </section>
  );
}
