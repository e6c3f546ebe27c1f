"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/notice";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useReanalysis } from "@/hooks/use-roadmaps";
import { pages } from "@/services/paths";

const ways = [
  {
    reset: false,
    title: "Keep my progress",
    text: "Steps that are also in the new roadmap keep what you ticked and the hours you noted. What you finished counts as known.",
  },
  {
    reset: true,
    title: "Start with a clean slate",
    text: "Every step of the new roadmap is to do. What you learned stays in your ratings, so it is not asked for twice.",
  },
] as const;

interface ReanalysisDialogProps {
  roadmapId: string;
  /** The analysis the present roadmap came from, to compare with; unknown where only the address is known. */
  since?: string | undefined;
  wantsReset?: boolean;
  onClose: () => void;
}

/** Analyse again: says what either way does before anything is done. */
export function ReanalysisDialog({ roadmapId, since, wantsReset = false, onClose }: ReanalysisDialogProps) {
  const router = useRouter();
  const [isReset, setIsReset] = useState(wantsReset);
  const reanalysis = useReanalysis(roadmapId);
  const { flush, error } = useRatingSync();
  const [isWaiting, setIsWaiting] = useState(false);
  async function go() {
    setIsWaiting(true);
    if (await flush()) {
      const opened = (made: { roadmap: { id: string } }) => {
        onClose();
        router.push(pages.roadmap(made.roadmap.id, since));
      };
      reanalysis.mutate({ resetProgress: isReset }, { onSuccess: opened });
    }
    setIsWaiting(false);
  }
  const failure = error ?? reanalysis.error;
  return (
    <Dialog title="Analyse again" onClose={onClose}>
      <p>
        Your ratings and the content as they are today give a new analysis and a new roadmap. The present roadmap is
        archived; you can always read it in your history.
      </p>
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-semibold">What happens to your progress?</legend>
        {ways.map(({ reset, title, text }) => (
          <label
            key={title}
            className="flex gap-3 rounded-xl border border-line p-3 has-checked:border-course has-checked:bg-course-tint has-focus-visible:outline-3 has-focus-visible:outline-course"
          >
            <input
              type="radio"
              name="reset"
              checked={isReset === reset}
              onChange={() => setIsReset(reset)}
              className="mt-1 size-4 shrink-0 focus-visible:outline-none"
            />
            <span>
              <span className="block font-semibold">{title}</span>
              <span className="block text-soft">{text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {failure ? <Failure error={failure} /> : null}
      <div className="flex flex-wrap gap-3">
        <Button kind="primary" isBusy={isWaiting || reanalysis.isPending} onClick={() => void go()}>
          Analyse again
        </Button>
        <Button onClick={onClose}>Leave it as it is</Button>
      </div>
    </Dialog>
  );
}
