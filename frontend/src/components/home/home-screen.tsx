"use client";
import { useTranslations } from "use-intl";

import { ContinueLink } from "@/components/home/continue-link";
import { ExampleCourse } from "@/components/home/example-course";
import { RoleGrid } from "@/components/roles/role-grid";
import { ButtonLink } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useRoles } from "@/hooks/use-catalog";
import { useHeadingFocus } from "@/hooks/use-heading-focus";
import { pages } from "@/services/paths";
import type { RoleSummary } from "@/types/model";

const points = ["skills", "readiness", "order"] as const;

/** The home page: what this does, an example, and the roles to start from. */
export function HomeScreen({ known }: { known?: readonly RoleSummary[] | undefined }) {
  const t = useTranslations();
  const { roles, error, refetch } = useRoles(known);
  const heading = useHeadingFocus();
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pb-16 sm:px-6">
      <div className="grid items-center gap-8 py-8 md:grid-cols-[1.05fr_1fr] md:gap-12 md:py-14">
        <div>
          <h1 ref={heading} tabIndex={-1} className="text-4xl sm:text-5xl">
            {t("home.title")}
          </h1>
          <p className="mt-4 max-w-lg text-lg text-soft">{t("home.lead")}</p>
          <div className="mt-6 flex flex-wrap gap-3">
            <ButtonLink href={pages.roles} kind="primary">
              {t("common.chooseRole")}
            </ButtonLink>
            <ContinueLink />
          </div>
        </div>
        <ExampleCourse />
      </div>
      <ol className="grid gap-4 sm:grid-cols-3">
        {points.map((point, index) => (
          <li key={point} className="border-t-2 border-course pt-3">
            <h2 className="text-xl">
              <span className="mr-2 text-course">{index + 1}</span>
              {t(`home.points.${point}.title`)}
            </h2>
            <p className="mt-1 text-soft">{t(`home.points.${point}.text`)}</p>
          </li>
        ))}
      </ol>
      <section aria-labelledby="start" className="mt-14">
        <h2 id="start" className="mb-4 text-2xl">
          {t("home.roles")}
        </h2>
        {roles ? <RoleGrid roles={roles.slice(0, 9)} /> : null}
        {!roles && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {!roles && !error ? <Skeleton label={t("common.loadingRoles")} /> : null}
        <p className="mt-5 flex flex-wrap gap-3">
          {roles && roles.length > 9 ? (
            <ButtonLink href={pages.roles}>{t("home.allRoles", { count: roles.length })}</ButtonLink>
          ) : null}
          <ButtonLink href={pages.matches()}>{t("common.nearbyRoles")}</ButtonLink>
        </p>
      </section>
    </div>
  );
}
