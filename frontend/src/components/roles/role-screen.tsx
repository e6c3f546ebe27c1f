"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { RoleTransitions } from "@/components/ranking/role-transitions";
import { RequirementList } from "@/components/roles/requirement-list";
import { SetupNav } from "@/components/shell/setup-nav";
import { ButtonLink } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useAnsweredCount } from "@/hooks/use-answered-count";
import { useRole } from "@/hooks/use-catalog";
import { useDraft } from "@/hooks/use-draft";
import { pages } from "@/services/paths";
import type { RoleDetail, VariantSummary } from "@/types/model";

interface PickerProps {
  variants: readonly VariantSummary[];
  chosen: string;
  onChoose: (variant: string) => void;
}

function VariantPicker({ variants, chosen, onChoose }: PickerProps) {
  const t = useTranslations();
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{t("roles.seniority.legend")}</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        {variants.map(({ variant, title, hours, requirementCount, bonusCount }) => (
          <label
            key={variant}
            className="card flex gap-3 p-4 hover:border-course has-checked:border-course has-checked:bg-course-tint has-focus-visible:outline-3 has-focus-visible:outline-course"
          >
            <input
              type="radio"
              name="variant"
              value={variant}
              checked={variant === chosen}
              onChange={() => onChoose(variant)}
              className="mt-1 size-4 focus-visible:outline-none"
            />
            <span>
              <span className="block font-semibold">{title}</span>
              <span className="block text-sm text-soft">
                {t("roles.seniority.summary", {
                  count: requirementCount,
                  bonus: bonusCount,
                  hours: hours.typical,
                  low: hours.low,
                  high: hours.high,
                })}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function RoleBody({ role }: { role: RoleDetail }) {
  const t = useTranslations();
  const { draft } = useDraft();
  const [picked, setPicked] = useState<string | null>(null);
  const remembered = draft.role?.slug === role.slug ? draft.role.variant : null;
  const names = role.variants.map(({ variant }) => variant);
  const chosen = [picked, remembered, names[0]].find((name) => name && names.includes(name)) ?? "";
  const shown = role.variants.find(({ variant }) => variant === chosen);
  const answered = useAnsweredCount(role.slug, chosen);
  return (
    <>
      <VariantPicker variants={role.variants} chosen={chosen} onChoose={setPicked} />
      <p className="mt-3 max-w-prose text-sm text-soft">{shown?.hoursNote}</p>
      <div>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={pages.placement(role.slug, chosen)} kind="primary">
            {answered > 0 ? t("rating.questions.continue", { count: answered }) : t("roles.start.questions")}
          </ButtonLink>
          <ButtonLink href={pages.rate(role.slug, chosen)}>{t("roles.start.rate")}</ButtonLink>
        </div>
        <p className="mt-2 text-sm text-soft">{t("roles.start.text")}</p>
      </div>
      <section aria-labelledby="asks">
        <h2 id="asks" className="mb-4 text-2xl">
          {t("roles.requirements.title")}
        </h2>
        <RequirementList requirements={role.requirements} variant={chosen} />
      </section>
      <RoleTransitions slug={role.slug} title={role.title} variant={chosen} variantTitle={shown?.title ?? chosen} />
    </>
  );
}

interface RoleScreenProps {
  slug: string;
  /** What the build knew about it. */
  title?: string | undefined;
  known?: RoleDetail | undefined;
}

/** One role: its seniorities and the requirements of each. */
export function RoleScreen({ slug, title, known }: RoleScreenProps) {
  const t = useTranslations();
  const { role, error, refetch } = useRole(slug, known);
  return (
    <Page
      key={slug}
      title={role?.title ?? title ?? (error ? t("roles.unavailable") : t("titles.role"))}
      lead={role?.summary}
      over={<SetupNav current="role" role={slug} variant="" />}
    >
      {role ? <RoleBody role={role} /> : null}
      {!role && error ? (
        <>
          <Failure error={error} onRetry={() => void refetch()} />
          <p>
            <ButtonLink href={pages.roles}>{t("common.allRoles")}</ButtonLink>
          </p>
        </>
      ) : null}
      {!role && !error ? <Skeleton height="block" label={t("common.loadingRole")} /> : null}
    </Page>
  );
}
