import { capital, count } from "@/components/ui/format";
import { certaintyOf } from "@/types/placed-ratings";
import type { PlacedLevel } from "@/types/placement";

/** Skills under the heading of their domain. */
export interface SkillArea {
  title: string;
  levels: readonly PlacedLevel[];
}

const known = { sure: "border-strong bg-strong text-card", likely: "border-strong bg-strong-tint text-strong" } as const;
const notYet = { sure: "border-line bg-sunk text-soft", likely: "border-line bg-transparent text-soft" } as const;
const open = "border-dashed border-edge bg-transparent text-soft";

function look(level: PlacedLevel): readonly [string, string] {
  const certainty = certaintyOf(level);
  if (certainty === "guess") return [open, "?"];
  return level.level > 0 ? [known[certainty], String(level.level)] : [notYet[certainty], "–"];
}

const cell = "grid size-6 place-items-center rounded border-2 text-xs font-bold leading-none";

function Cell({ level }: { level: PlacedLevel }) {
  const [tone, sign] = look(level);
  return (
    <span title={level.skill.title} className={`${cell} ${tone}`}>
      {sign}
    </span>
  );
}

function summaryOf(levels: readonly PlacedLevel[]): string {
  const guesses = levels.filter((level) => certaintyOf(level) === "guess").length;
  const held = levels.filter((level) => certaintyOf(level) !== "guess" && level.level > 0).length;
  return `Of ${count(levels.length, "skill")}, you know ${held}, ${levels.length - guesses - held} not yet, ${guesses} still open.`;
}

const legend: readonly (readonly [string, string, string])[] = [
  [known.sure, "2", "you know it, at this level"],
  [notYet.sure, "–", "not yet"],
  [open, "?", "still open"],
];

/** Every skill of the role as a square that fills as soon as it is known where one stands. */
export function SkillMap({ areas }: { areas: readonly SkillArea[] }) {
  return (
    <figure>
      <div role="img" aria-label={summaryOf(areas.flatMap(({ levels }) => levels))} className="flex flex-wrap gap-x-6 gap-y-3">
        {areas.map(({ title, levels }) => (
          <div key={title}>
            <p className="mb-1 text-sm text-soft">{capital(title)}</p>
            <p className="flex flex-wrap gap-1">
              {levels.map((level) => (
                <Cell key={level.skill.slug} level={level} />
              ))}
            </p>
          </div>
        ))}
      </div>
      <figcaption className="mt-4 flex flex-wrap gap-x-4 gap-y-2 text-sm text-soft">
        {legend.map(([tone, sign, text]) => (
          <span key={sign} className="flex items-center gap-2">
            <span aria-hidden="true" className={`${cell} ${tone}`}>
              {sign}
            </span>
            {text}
          </span>
        ))}
        <span>Paler means likely, not sure.</span>
      </figcaption>
    </figure>
  );
}
