"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { ReanalysisDialog } from "@/components/roadmap/reanalysis-dialog";
import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/notice";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useCreateRoadmap } from "@/hooks/use-roadmaps";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { Plan } from "@/types/model";
import { isProblem } from "@/types/problem";

interface StartBarProps {
  plan: Plan;
  pins: string[];
}

function ExistsDialog({ roadmapId, role, onClose }: { roadmapId: string; role: string; onClose: () => void }) {
  const [isStartingAnew, setIsStartingAnew] = useState(false);
  if (isStartingAnew) return <ReanalysisDialog roadmapId={roadmapId} wantsReset onClose={onClose} />;
  return (
    <Dialog title="You are already on the way" onClose={onClose}>
      <p>{`There is an active roadmap for ${role}. Go on with it, or replace it on purpose: then it is archived and stays readable.`}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={pages.roadmap(roadmapId)} kind="primary">
          Go on with it
        </ButtonLink>
        <Button onClick={() => setIsStartingAnew(true)}>Replace it…</Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}

function KeepButton({ plan, pins }: StartBarProps) {
  const router = useRouter();
  const create = useCreateRoadmap();
  const { flush, error } = useRatingSync();
  const [isWaiting, setIsWaiting] = useState(false);
  const { role, variant, hoursPerWeek } = plan;
  async function start() {
    setIsWaiting(true);
    if (await flush()) {
      create.mutate(
        { role: role.slug, variant, hoursPerWeek, pins },
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
        Start this roadmap
      </Button>
      {exists ? <ExistsDialog roadmapId={exists.split("/").pop() ?? ""} role={role.title} onClose={create.reset} /> : null}
      {failure ? (
        <div className="basis-full">
          <Failure error={failure} />
        </div>
      ) : null}
    </>
  );
}

/** The way on from a plan: start it, or sign up for that. */
export function StartBar({ plan, pins }: StartBarProps) {
  const { user, isUnsure } = useSession();
  const here = pages.plan(plan.role.slug, plan.variant, { hours: plan.hoursPerWeek, pins });
  if (isUnsure) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      {user ? (
        <KeepButton plan={plan} pins={pins} />
      ) : (
        <>
          <ButtonLink href={pages.signup(here)} kind="primary">
            Sign up to keep this roadmap
          </ButtonLink>
          <ButtonLink href={pages.login(here)}>Log in</ButtonLink>
          <p className="basis-full text-sm text-soft">Your ratings come along, and you return to this plan.</p>
        </>
      )}
    </div>
  );
}
