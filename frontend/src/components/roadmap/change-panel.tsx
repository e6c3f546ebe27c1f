"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

import { ChangesView } from "@/components/roadmap/changes-view";
import { ImpossibleWish, wishProblemOf } from "@/components/roadmap/impossible-wish";
import { WishFields } from "@/components/roadmap/plan-wishes";
import { ProgressWish } from "@/components/roadmap/progress-wish";
import { Button } from "@/components/ui/button";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useDayAhead } from "@/hooks/use-day-ahead";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useChangePreview, useReanalysis } from "@/hooks/use-roadmaps";
import { pages } from "@/services/paths";
import type { Roadmap } from "@/types/model";
import { limitOf, limitText, withNearest, type Change, type Wish } from "@/types/wish";

const THREE_MONTHS = 91;

/** The wish a kept roadmap was made for, as far as it tells. */
export function keptWish({ result }: Roadmap): Wish {
  const pins = result.choices.filter(({ isPinned }) => isPinned).flatMap(({ chosen }) => chosen.map(({ slug }) => slug));
  return { hoursPerWeek: result.hoursPerWeek, limit: limitOf(result.limit), pins };
}

/** Only what the person changed is sent; the rest stays as it was wished. */
export function changeTo(wish: Wish, kept: Wish, resetProgress: boolean): Change {
  const isOther = wish.pins.length !== kept.pins.length || wish.pins.some((pin) => !kept.pins.includes(pin));
  return {
    resetProgress,
    ...(wish.hoursPerWeek === kept.hoursPerWeek ? {} : { hoursPerWeek: wish.hoursPerWeek }),
    ...(limitText(wish.limit) === limitText(kept.limit) ? {} : { limit: wish.limit }),
    ...(isOther ? { pins: wish.pins } : {}),
  };
}

/** Keeps the change: what is typed goes into the account first, then the new roadmap opens. */
function useKeeping(roadmap: Roadmap) {
  const router = useRouter();
  const reanalysis = useReanalysis(roadmap.id);
  const { flush, error } = useRatingSync();
  const [isWaiting, setIsWaiting] = useState(false);
  async function keep(change: Change) {
    setIsWaiting(true);
    if (await flush()) {
      reanalysis.mutate(change, { onSuccess: (made) => router.push(pages.roadmap(made.roadmap.id, roadmap.analysisId)) });
    }
    setIsWaiting(false);
  }
  return { keep, isBusy: isWaiting || reanalysis.isPending, error: error ?? reanalysis.error };
}

function AnywayCounted({ roadmap }: { roadmap: Roadmap }) {
  const { role, variant } = roadmap.result;
  return (
    <ul className="list-disc pl-5">
      <li>A missed week, or a quick one: what is still to do is counted from today.</li>
      <li>
        New ratings: as they stand now.{" "}
        <Link href={pages.rate(role.slug, variant)} prefetch={false} className="link">
          Change my ratings
        </Link>
      </li>
      <li>New content: as it is published today.</li>
    </ul>
  );
}

interface ChangePanelProps {
  roadmap: Roadmap;
  /** The wish to begin with, where the person comes with one. */
  wanted: Wish | null;
  onClose: () => void;
}

/** Things changed: say what, see what it does to the plan, and only then keep it. */
export function ChangePanel({ roadmap, wanted, onClose }: ChangePanelProps) {
  const kept = keptWish(roadmap);
  const [wish, setWish] = useState(wanted ?? kept);
  const [isReset, setIsReset] = useState(false);
  const change = changeTo(wish, kept, isReset);
  const { data, error, refetch, isOld } = useChangePreview(roadmap.id, roadmap.version, change);
  const { keep, isBusy, error: refused } = useKeeping(roadmap);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { result } = roadmap;
  const start = {
    until: useDayAhead(THREE_MONTHS),
    hours: Math.max(1, Math.round(result.hours.typical / 2)),
    points: Math.round((result.readinessNow + 100) / 2),
  };
  const problem = wishProblemOf(error);
  return (
    <section aria-labelledby="change" className="card grid grid-cols-[minmax(0,1fr)] gap-6 border-course p-5 sm:p-6">
      <div className="grid gap-2">
        <h2 ref={heading} id="change" tabIndex={-1} className="text-2xl focus:outline-none">
          Things changed?
        </h2>
        <p>This is counted in any case:</p>
        <AnywayCounted roadmap={roadmap} />
        <p>Say what else is different. You see what it does to your plan before anything is kept.</p>
      </div>
      <WishFields
        wish={wish}
        choices={(data?.result ?? result).choices}
        start={start}
        wholeHours={result.hours.typical}
        notice={
          problem ? <ImpossibleWish problem={problem} choices={result.choices} onTake={(nearest) => setWish(withNearest(wish, nearest))} /> : null
        }
        onChange={setWish}
      />
      <ProgressWish isReset={isReset} onChange={setIsReset} />
      <section aria-labelledby="preview" aria-busy={isOld} className="grid gap-4 border-t border-line pt-5">
        <h3 id="preview" className="text-xl">
          What it would change
        </h3>
        {problem ? <p className="text-soft">This wish is not possible, so there is no plan for it.</p> : null}
        {error && !problem ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data ? (
          <div className={isOld ? "opacity-60" : ""}>
            <ChangesView preview={data} />
          </div>
        ) : null}
        {!data && !error ? <Skeleton rows={2} height="block" label="Looking at what would change" /> : null}
        <p role="status" className="sr-only">
          {data && !isOld ? (data.changes?.text ?? "Planned from scratch") : ""}
        </p>
      </section>
      {refused ? <Failure error={refused} /> : null}
      <div className="flex flex-wrap gap-3">
        {data ? (
          <Button kind="primary" isBusy={isBusy || isOld} onClick={() => void keep(change)}>
            Use the new plan
          </Button>
        ) : null}
        <Button onClick={onClose}>Leave it as it is</Button>
      </div>
      <p className="text-sm text-soft">The present roadmap is archived when you use the new one; you can always read it in your history.</p>
    </section>
  );
}
