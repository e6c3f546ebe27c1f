"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";

import { PlacementView } from "@/components/placement/placement-view";
import { SetupNav } from "@/components/shell/setup-nav";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useAccountPlacement } from "@/hooks/use-account-placement";
import { useCreateAnalysis } from "@/hooks/use-analyses";
import { useBrowserPlacement, useLoggedOutPlacement } from "@/hooks/use-browser-placement";
import { useRole } from "@/hooks/use-catalog";
import { useRoleMemory } from "@/hooks/use-draft";
import { useQueryParams } from "@/hooks/use-query-params";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { RoleDetail } from "@/types/model";

interface RoleVariantProps {
  role: RoleDetail;
  variant: string;
}

/** Stored in the account, and so is the readiness it leads to. */
function WithAccount({ role, variant, userId }: RoleVariantProps & { userId: string }) {
  const router = useRouter();
  const run = useAccountPlacement(role.slug, variant, userId);
  const analysis = useCreateAnalysis();
  const onDone = () =>
    analysis.mutate(
      { role: role.slug, variant },
      {
        onSuccess: (made) => router.push(pages.analysis(made.id)),
        onError: () => router.push(pages.readiness(role.slug, variant)),
      },
    );
  return <PlacementView run={run} role={role} variant={variant} hasAccount onDone={onDone} />;
}

/** Stored in this browser alone. */
function WithoutAccount({ role, variant }: RoleVariantProps) {
  const router = useRouter();
  const run = useBrowserPlacement(role.slug, variant);
  const onDone = () => router.push(pages.readiness(role.slug, variant));
  return <PlacementView run={run} role={role} variant={variant} hasAccount={false} onDone={onDone} />;
}

/** Started with an account that is logged out now. */
function LoggedOutPlacement({ role, variant, onForget }: RoleVariantProps & { onForget: () => void }) {
  const t = useTranslations();
  return (
    <Empty title={t("placement.loggedOut.title")}>
      <p className="mb-4">{t("placement.loggedOut.text")}</p>
      <span className="flex flex-wrap justify-center gap-3">
        <ButtonLink href={pages.login(pages.placement(role.slug, variant))} kind="primary">
          {t("placement.loggedOut.logIn")}
        </ButtonLink>
        <Button onClick={onForget}>{t("placement.loggedOut.restart")}</Button>
      </span>
    </Empty>
  );
}

function Body(which: RoleVariantProps) {
  const t = useTranslations();
  const { user, isUnsure, error, retry } = useSession();
  const orphan = useLoggedOutPlacement(which.role.slug, which.variant);
  if (error) return <Failure error={error} onRetry={retry} />;
  if (isUnsure) return <Skeleton rows={3} height="block" label={t("placement.loading.answers")} />;
  if (user) return <WithAccount key={user.id} {...which} userId={user.id} />;
  return orphan ? <LoggedOutPlacement {...which} onForget={orphan} /> : <WithoutAccount {...which} />;
}

/** A few questions instead of a rating of everything, with or without an account. */
export function PlacementScreen() {
  const t = useTranslations();
  const { role: slug, variant } = useQueryParams();
  const { role, error, refetch } = useRole(slug);
  const found = role?.variants.find((one) => one.variant === variant);
  const isKnown = found !== undefined;
  useRoleMemory(isKnown ? slug : "", variant);
  return (
    <Page
      title={t("placement.title")}
      over={<SetupNav current="skills" role={slug} variant={variant} />}
      lead={role && found ? t("placement.lead", { role: role.title, variant: found.title }) : null}
    >
      {role && isKnown ? <Body key={`${slug} ${variant}`} role={role} variant={variant} /> : null}
      {error && !role ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {slug && !role && !error ? <Skeleton rows={3} height="block" label={t("common.loadingRole")} /> : null}
      {!slug || (role && !isKnown) ? (
        <Empty title={t("common.chooseRoleFirst")}>
          <ButtonLink href={role ? pages.role(slug) : pages.roles} kind="primary">
            {role ? t("common.chooseSeniority", { role: role.title }) : t("common.seeRoles")}
          </ButtonLink>
        </Empty>
      ) : null}
    </Page>
  );
}
