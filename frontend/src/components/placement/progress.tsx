import { clearCount } from "@/components/placement/words";
import { count } from "@/components/ui/format";
import { Meter } from "@/components/ui/meter";
import type { PlacementState } from "@/types/placement";

interface ProgressProps {
  state: PlacementState;
  /** What the role asks for, by skill. */
  targets: ReadonlyMap<string, number>;
  isBusy: boolean;
}

/** How far one is: the number of the question, its cap, and how much of what the role asks for is clear already. */
export function Progress({ state, targets, isBusy }: ProgressProps) {
  const { asked, mostQuestions, levels } = state;
  const wanted = levels.filter(({ skill }) => targets.has(skill.slug));
  return (
    <div className="grid gap-1.5">
      <p role="status" className="flex flex-wrap justify-between gap-x-4">
        <span className="font-semibold">
          {isBusy ? "Working out the next question …" : `Question ${Math.min(asked + 1, mostQuestions)}, at most ${mostQuestions}`}
        </span>
        <span className="text-soft">{`${clearCount(wanted)} of the role’s ${count(wanted.length, "skill")} clear`}</span>
      </p>
      <Meter label={`${asked} of at most ${mostQuestions} questions answered`} value={asked} max={mostQuestions} tone="strong" />
    </div>
  );
}
