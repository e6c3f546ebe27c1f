"use client";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { useRoles } from "@/hooks/use-catalog";
import type { RoleSummary } from "@/types/model";
import type { CurrentRole } from "@/types/ranking";

const variantsOf = (roles: readonly RoleSummary[], slug: string) =>
  roles.find((role) => role.slug === slug)?.variants ?? [];

/** "I already am a …": ranks the roles as if all requirements of that one were met. */
export function CurrentRolePicker({
  from,
  onFrom,
}: {
  from: CurrentRole | null;
  onFrom: (from: CurrentRole | null) => void;
}) {
  const t = useTranslations();
  const { roles = [] } = useRoles();
  const choose = (slug: string) => {
    const variants = variantsOf(roles, slug);
    const [first] = variants;
    const same = variants.find(({ variant }) => variant === from?.variant);
    onFrom(first === undefined ? null : { slug, variant: (same ?? first).variant });
  };
  return (
    <section aria-labelledby="current-role" className="rounded-2xl bg-sunk p-4 sm:p-6">
      <h2 id="current-role" className="text-xl">
        {t("ranking.current.title")}
      </h2>
      <p className="mt-1 max-w-prose text-soft">{t("ranking.current.text")}</p>
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <Select
          label={t("ranking.current.role")}
          value={from?.slug ?? ""}
          options={[["", t("ranking.current.none")], ...roles.map(({ slug, title }) => [slug, title] as const)]}
          onChoose={choose}
        />
        {from ? (
          <>
            <Select
              label={t("ranking.current.seniority")}
              value={from.variant}
              options={variantsOf(roles, from.slug).map(({ variant, title }) => [variant, title] as const)}
              onChoose={(variant) => onFrom({ ...from, variant })}
            />
            <Button onClick={() => onFrom(null)}>{t("ranking.current.clear")}</Button>
          </>
        ) : null}
      </div>
    </section>
  );
}
