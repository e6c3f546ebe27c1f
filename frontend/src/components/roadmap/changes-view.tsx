import { SlopeChart } from "@/components/roadmap/slope-chart";
import { Chevron } from "@/components/ui/facts";
import { count, hoursRange, points, share, typicalHours } from "@/components/ui/format";
import type { PlanChange, PlanChanges, PlanFigures, RoadmapWhatIf } from "@/types/planning";

const groups = [
  ["moved", "Moved", "bg-course-tint text-course"],
  ["added", "Added", "bg-strong-tint text-strong"],
  ["dropped", "Dropped", "bg-weak-tint text-weak"],
] as const;

const keyOf = ({ step }: PlanChange) => `${step.skill.slug} ${step.level}`;
const nameOf = ({ step }: PlanChange) => `${step.skill.title} ${step.level}`;

function ChangeLine({ change }: { change: PlanChange }) {
  return (
    <li className="border-b border-line py-2 last:border-0">
      <span className="font-semibold">{nameOf(change)}</span>
      <span className="block text-soft">{change.text}</span>
    </li>
  );
}

function Group({ kind, title, look, items }: { kind: string; title: string; look: string; items: readonly PlanChange[] }) {
  const mine = items.filter((change) => change.kind === kind);
  if (mine.length === 0) return null;
  const [first, rest] = [mine.slice(0, 6), mine.slice(6)];
  return (
    <section aria-label={`${title}: ${mine.length}`}>
      <h4 className={`inline-block rounded-full px-3 py-0.5 font-sans text-sm font-bold ${look}`}>{`${title} ${mine.length}`}</h4>
      <ul>
        {first.map((change) => (
          <ChangeLine key={keyOf(change)} change={change} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <details>
          <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
            <Chevron />
            {`${rest.length} more`}
            <span className="sr-only">{` ${title.toLowerCase()}`}</span>
          </summary>
          <ul>
            {rest.map((change) => (
              <ChangeLine key={keyOf(change)} change={change} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function Kept({ items }: { items: readonly PlanChange[] }) {
  const kept = items.filter(({ kind }) => kind === "kept");
  if (kept.length === 0) return null;
  return (
    <details>
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        {`${count(kept.length, "step stays in its order", "steps stay in their order")}`}
      </summary>
      <p className="text-soft">{kept.map(nameOf).join(", ")}</p>
    </details>
  );
}

function Figures({ before, after }: { before: PlanFigures; after: PlanFigures }) {
  const isLeft = after.hours.high > 0;
  const rows = [
    ["Still to learn", typicalHours(before.hours), typicalHours(after.hours), isLeft ? hoursRange(after.hours) : ""],
    ["Time", count(before.weeks.typical, "week"), count(after.weeks.typical, "week"), isLeft ? `${after.weeks.low}–${after.weeks.high}` : ""],
    ["Readiness then", points(before.readinessThen), points(after.readinessThen), ""],
  ] as const;
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
      {rows.map(([name, was, is, range]) => (
        <div key={name} className="border-t-2 border-course pt-1.5">
          <dt className="text-soft">{range ? `${name} (${range})` : name}</dt>
          <dd className="font-display text-xl font-bold">{was === is ? is : `${was} → ${is}`}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How near the new order stays to the old one; what that costs, the sentence above the figures says. */
function Nearness({ keptOrder, kept, moved }: PlanChanges) {
  if (kept + moved < 2) return null;
  return <p className="text-sm text-soft">{`The new plan keeps ${share(keptOrder)} of the order you know.`}</p>;
}

/** What a change would do to a kept roadmap, before anything is kept. */
export function ChangesView({ preview }: { preview: RoadmapWhatIf }) {
  const { changes, before, after } = preview;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {changes ? <p className="text-lg font-semibold">{changes.text}</p> : <p className="text-lg font-semibold">Planned from scratch: the old order is not looked at.</p>}
      <Figures before={before} after={after} />
      {changes ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5 sm:grid-cols-[13rem_minmax(0,1fr)]">
          <SlopeChart changes={changes} />
          <div className="grid content-start gap-4">
            {groups.map(([kind, title, look]) => (
              <Group key={kind} kind={kind} title={title} look={look} items={changes.items} />
            ))}
            <Kept items={changes.items} />
            <Nearness {...changes} />
          </div>
        </div>
      ) : null}
    </div>
  );
}
