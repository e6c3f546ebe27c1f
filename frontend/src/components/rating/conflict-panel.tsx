"use client";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { useRatingConflicts } from "@/hooks/use-rating-sync";

/** Ratings entered before log-in differ from the account: the person decides, nothing is lost meanwhile. */
export function ConflictPanel() {
  const t = useTranslations();
  const { conflicts, takeTyped, keepAccount } = useRatingConflicts();
  if (conflicts.length === 0) return null;
  return (
    <section aria-labelledby="conflicts" className="card border-l-4 border-l-weak p-5">
      <h2 id="conflicts" className="text-xl">
        {t("rating.conflict.title")}
      </h2>
      <ul className="mt-2 list-disc pl-5">
        {conflicts.map(({ slug, title, typed, held }) => (
          <li key={slug}>
            {held === undefined
              ? t("rating.conflict.itemUnrated", { skill: title, typed })
              : t("rating.conflict.item", { skill: title, typed, stored: held })}
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button kind="primary" onClick={takeTyped}>
          {t("rating.conflict.useBrowser")}
        </Button>
        <Button onClick={keepAccount}>{t("rating.conflict.keepAccount")}</Button>
      </div>
    </section>
  );
}
