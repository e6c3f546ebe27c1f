"use client";
import { useTranslations } from "use-intl";

import { ButtonLink } from "@/components/ui/button";
import { Failure } from "@/components/ui/notice";
import { usePlacements } from "@/hooks/use-account-placement";
import { pages } from "@/services/paths";

/** Questions a person has started and not finished. */
export function OpenPlacements() {
  const t = useTranslations();
  const { data, error, refetch } = usePlacements(true);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : null;
  const open = data.items.filter(({ status }) => status === "open");
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions" className="mb-3 text-2xl">
        {t("placement.open.title")}
      </h2>
      <ul className="grid gap-3">
        {open.map(({ id, role, variant, variantTitle, asked, mostQuestions, createdAt }) => (
          <li key={id} className="card flex flex-wrap items-center justify-between gap-3 p-4">
            <span>
              <span className="font-semibold">{t("seniority.role", { role: role.title, variant: variantTitle })}</span>
              <span className="block text-sm text-soft">
                {t("placement.open.progress", { asked, most: mostQuestions, date: new Date(createdAt) })}
              </span>
            </span>
            <ButtonLink href={pages.placement(role.slug, variant)}>{t("placement.open.continue")}</ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
