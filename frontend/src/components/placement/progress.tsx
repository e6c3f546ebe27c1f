import { clearCount } from "@/components/placement/words";
import { count } from "@/components/ui/format";
import { Meter } from "@/components/ui/meter";
import type { PlacementState } from "@/types/placement";

/** How far one is: the number of the question, its cap, and how much is clear already. */
export function Progress({ state, isBusy }: { state: PlacementState; isBusy: boolean }) {
  const { asked, mostQuestions, levels } = state;
  const clear = clearCount(levels);
  return (
    <div className="grid gap-1.5">
      <p role="status" className="flex flex-wrap justify-between gap-x-4">
        <span className="font-semibold">
          {isBusy ? "Working out the next question …" : `Question ${Math.min(asked + 1, mostQuestions)}, at most ${mostQuestions}`}
        </span>
        <span className="text-soft">{`${clear} of ${count(levels.length, "skill")} clear`}</span>
      </p>
      <Meter label={`${asked} of at most ${mostQuestions} questions answered`} value={asked} max={mostQuestions} tone="strong" />
    </div>
  );
}
