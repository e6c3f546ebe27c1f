import { points, signed } from "@/components/ui/format";
import { Meter } from "@/components/ui/meter";
import type { Comparison, GapClass } from "@/types/model";

function word(gapClass: GapClass | null): string {
  return gapClass ?? "not asked for";
}

/** Two analyses side by side: how far one came, and through whom. */
export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const { before, after, byPerson, byContent, changes } = comparison;
  return (
    <section aria-labelledby="comparison" className="card grid gap-4 p-5 sm:p-6">
      <h2 id="comparison" className="text-2xl">
        {`Readiness ${points(before)} → ${points(after)}`}
      </h2>
      <div className="grid gap-2 sm:grid-cols-2 sm:gap-6">
        <p>
          <span className="mb-1 block text-sm text-soft">Before: {points(before)}</span>
          <Meter label={`Before: ${points(before)} of 100`} value={before} max={100} tone="weak" />
        </p>
        <p>
          <span className="mb-1 block text-sm text-soft">Now: {points(after)}</span>
          <Meter label={`Now: ${points(after)} of 100`} value={after} max={100} tone="strong" />
        </p>
      </div>
      <p>{`${signed(byPerson)} through you, ${signed(byContent)} through changes of the content.`}</p>
      {changes.length > 0 ? (
        <ul className="grid gap-x-8 sm:grid-cols-2">
          {changes.map((change) => (
            <li key={change.key} className="flex items-baseline justify-between gap-3 border-b border-line py-1.5">
              <span>
                <span className="font-semibold">{change.label}</span>
                <span className="block text-sm text-soft">{`${word(change.before)} → ${word(change.after)}`}</span>
              </span>
              <span className="whitespace-nowrap">{signed(change.points)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-soft">No requirement changed.</p>
      )}
    </section>
  );
}
