"use client";
import { useRouter } from "next/navigation";

import { PlacementView } from "@/components/placement/placement-view";
import { Stages } from "@/components/shell/stages";
import { Button, ButtonLink } from "@/components/ui/button";
import { variantName } from "@/components/ui/format";
import { Empty, Failure, Skeleton } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { useAccountPlacement } from "@/hooks/use-account-placement";
import { useCreateAnalysis } from "@/hooks/use-analyses";
import { useBrowserPlacement, useOrphan } from "@/hooks/use-browser-placement";
import { useRole } from "@/hooks/use-catalog";
import { useRoleMemory } from "@/hooks/use-draft";
import { useQueryParams } from "@/hooks/use-query-params";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { RoleDetail } from "@/types/model";

interface WhichProps {
  role: RoleDetail;
  variant: string;
}

/** Kept by the account; the readiness it leads to is kept, too. */
function WithAccount({ role, variant, userId }: WhichProps & { userId: string }) {
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

/** Kept by this browser alone. */
function WithoutAccount({ role, variant }: WhichProps) {
  const router = useRouter();
  const run = useBrowserPlacement(role.slug, variant);
  const onDone = () => router.push(pages.readiness(role.slug, variant));
  return <PlacementView run={run} role={role} variant={variant} hasAccount={false} onDone={onDone} />;
}

/** Begun under an account that is logged out now. */
function Orphaned({ role, variant, onForget }: WhichProps & { onForget: () => void }) {
  return (
    <Empty title="These questions belong to an account">
      <p className="mb-4">Log in to go on with them; the answers in this browser are kept. Or begin anew without an account.</p>
      <span className="flex flex-wrap justify-center gap-3">
        <ButtonLink href={pages.login(pages.placement(role.slug, variant))} kind="primary">
          Log in
        </ButtonLink>
        <Button onClick={onForget}>Begin anew</Button>
      </span>
    </Empty>
  );
}

function Body(which: WhichProps) {
  const { user, isUnsure, error, retry } = useSession();
  const orphan = useOrphan(which.role.slug, which.variant);
  if (error) return <Failure error={error} onRetry={retry} />;
  if (isUnsure) return <Skeleton rows={3} height="block" label="Looking for your answers" />;
  if (user) return <WithAccount key={user.id} {...which} userId={user.id} />;
  return orphan ? <Orphaned {...which} onForget={orphan} /> : <WithoutAccount {...which} />;
}

/** A few questions instead of a rating of everything, with or without an account. */
export function PlacementScreen() {
  const { role: slug, variant } = useQueryParams();
  const { role, error, refetch } = useRole(slug);
  const isKnown = role?.variants.some((one) => one.variant === variant) ?? false;
  useRoleMemory(isKnown ? slug : "", variant);
  return (
    <Page
      title="Find out where you stand"
      over={<Stages here="Skills" role={slug} variant={variant} />}
      lead={role && isKnown ? `A few questions for ${role.title}, ${variantName(variant).toLowerCase()}.` : null}
    >
      {role && isKnown ? <Body key={`${slug} ${variant}`} role={role} variant={variant} /> : null}
      {error && !role ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {slug && !role && !error ? <Skeleton rows={3} height="block" label="Loading the role" /> : null}
      {!slug || (role && !isKnown) ? (
        <Empty title="First choose a role">
          <ButtonLink href={role ? pages.role(slug) : pages.roles} kind="primary">
            {role ? `Choose a seniority of ${role.title}` : "See the roles"}
          </ButtonLink>
        </Empty>
      ) : null}
    </Page>
  );
}
