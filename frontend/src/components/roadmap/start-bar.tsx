"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/notice";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useCreateRoadmap } from "@/hooks/use-roadmaps";
import { useSession } from "@/hooks/use-session";
import { optionsQuery } from "@/hooks/use-plan-options";
import { pages } from "@/services/paths";
import type { Plan } from "@/types/model";
import { isProblem } from "@/types/problem";
import type { PlanOptions } from "@/types/plan-options";

interface StartBarProps {
  plan: Plan;
  options: PlanOptions;
}

function ExistsDialog({
  roadmapId,
  role,
  variant,
  options,
  onClose,
}: {
  roadmapId: string;
  role: string;
  variant: string;
  options: PlanOptions;
  onClose: () => void;
}) {
  const t = useTranslations();
  return (
    <Dialog title={t("roadmap.start.existsTitle")} onClose={onClose}>
      <p>{t("roadmap.start.exists", { role })}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={pages.roadmap(roadmapId)} kind="primary">
          {t("roadmap.start.continue")}
        </ButtonLink>
        <ButtonLink href={pages.change(roadmapId, { variant, ...optionsQuery(options) })}>
          {t("roadmap.start.change")}
        </ButtonLink>
        <Button onClick={onClose}>{t("roadmap.start.cancel")}</Button>
      </div>
    </Dialog>
  );
}

function StartButton({ plan, options }: StartBarProps) {
  const t = useTranslations();
  const router = useRouter();
  const create = useCreateRoadmap();
  const { flush, error } = useRatingSync();
  const [isWaiting, setIsWaiting] = useState(false);
  const { role, variant } = plan;
  async function start() {
    setIsWaiting(true);
    if (await flush()) {
      create.mutate(
        { role: role.slug, variant, options },
        { onSuccess: (made) => router.push(pages.roadmap(made.id)) },
      );
    }
    setIsWaiting(false);
  }
  const exists = isProblem(create.error, "roadmap-exists") ? create.error.problem.roadmap : undefined;
  const failure = error ?? (exists ? null : create.error);
  return (
    <>
      <Button kind="primary" isBusy={isWaiting || create.isPending} onClick={() => void start()}>
        {t("roadmap.start.submit")}
      </Button>
      {exists ? (
        <ExistsDialog
          roadmapId={exists.split("/").pop() ?? ""}
          role={role.title}
          variant={variant}
          options={options}
          onClose={create.reset}
        />
      ) : null}
      {failure ? (
        <div className="basis-full">
          <Failure error={failure} />
        </div>
      ) : null}
    </>
  );
}

/** What to do with a plan: start it, or sign up to do so. */
export function StartBar({ plan, options }: StartBarProps) {
  const t = useTranslations();
  const { user, isUnsure } = useSession();
  const here = pages.plan(plan.role.slug, plan.variant, optionsQuery(options));
  if (isUnsure) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      {user ? (
        <StartButton plan={plan} options={options} />
      ) : (
        <>
          <ButtonLink href={pages.signup(here)} kind="primary">
            {t("roadmap.start.signUp")}
          </ButtonLink>
          <ButtonLink href={pages.login(here)}>{t("common.logIn")}</ButtonLink>
          <p className="basis-full text-sm text-soft">{t("roadmap.start.note")}</p>
        </>
      )}
    </div>
  );
}
