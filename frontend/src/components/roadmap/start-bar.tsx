"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/notice";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useCreateRoadmap } from "@/hooks/use-roadmaps";
import { useSession } from "@/hooks/use-session";
import { wishQuery } from "@/hooks/use-wish";
import { pages } from "@/services/paths";
import type { Plan } from "@/types/model";
import { isProblem } from "@/types/problem";
import type { Wish } from "@/types/wish";

interface StartBarProps {
  plan: Plan;
  wish: Wish;
}

function ExistsDialog({ roadmapId, role, wish, onClose }: { roadmapId: string; role: string; wish: Wish; onClose: () => void }) {
  return (
    <Dialog title="You are already on the way" onClose={onClose}>
      <p>{`There is an active roadmap for ${role}. Go on with it, or change it to what you wish here: you see the difference before anything is kept.`}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={pages.roadmap(roadmapId)} kind="primary">
          Go on with it
        </ButtonLink>
        <ButtonLink href={pages.change(roadmapId, wishQuery(wish))}>Change it…</ButtonLink>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}

function KeepButton({ plan, wish }: StartBarProps) {
  const router = useRouter();
  const create = useCreateRoadmap();
  const { flush, error } = useRatingSync();
  const [isWaiting, setIsWaiting] = useState(false);
  const { role, variant } = plan;
  async function start() {
    setIsWaiting(true);
    if (await flush()) {
      create.mutate(
        { role: role.slug, variant, wish },
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
      {exists ? <ExistsDialog roadmapId={exists.split("/").pop() ?? ""} role={role.title} wish={wish} onClose={create.reset} /> : null}
      {failure ? (
        <div className="basis-full">
          <Failure error={failure} />
        </div>
      ) : null}
    </>
  );
}

/** The way on from a plan: start it, or sign up for that. */
export function StartBar({ plan, wish }: StartBarProps) {
  const { user, isUnsure } = useSession();
  const here = pages.plan(plan.role.slug, plan.variant, wishQuery(wish));
  if (isUnsure) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      {user ? (
        <KeepButton plan={plan} wish={wish} />
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
