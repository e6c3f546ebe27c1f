import { inTitles, nearestWords } from "@/components/roadmap/wish-words";
import { Button } from "@/components/ui/button";
import type { Choice } from "@/types/model";
import type { Nearest, WishProblem } from "@/types/planning";
import { ApiProblem } from "@/types/problem";

/** What is impossible about a wish, where the API says so rather than that something broke. */
export function wishProblemOf(error: Error | null): WishProblem | null {
  if (!(error instanceof ApiProblem) || (!error.problem.conflict && !error.problem.nearest)) return null;
  const { title, detail, conflict = null, nearest = null } = error.problem;
  return { slug: error.slug, title, detail, conflict, nearest };
}

interface ImpossibleWishProps {
  problem: WishProblem;
  choices: readonly Choice[];
  onTake: (nearest: Nearest) => void;
  /** A small one fits into a card. */
  isSmall?: boolean;
}

/** Why a wish cannot be, and the nearest one that can. */
export function ImpossibleWish({ problem, choices, onTake, isSmall = false }: ImpossibleWishProps) {
  const { title, detail, conflict, nearest } = problem;
  return (
    <div role="alert" className={`rounded-xl border border-weak bg-weak-tint ${isSmall ? "p-3" : "p-4 sm:p-5"}`}>
      <p className="font-semibold">{title}</p>
      {conflict ? <p className="mt-1">{inTitles(conflict, choices)}</p> : null}
      {detail && detail !== conflict && !nearest ? <p className="mt-1">{inTitles(detail, choices)}</p> : null}
      {nearest ? (
        <Button className="mt-3" onClick={() => onTake(nearest)}>
          {nearestWords(nearest, choices)}
        </Button>
      ) : null}
    </div>
  );
}
