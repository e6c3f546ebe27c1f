import { Chevron } from "@/components/ui/facts";
import { count, hoursRange, typicalHours, wholeHours } from "@/components/ui/format";
import type { Hours } from "@/types/model";
import type { Weeks } from "@/types/planning";

/** A range from low to high with the typical value marked in it. */
export function RangeBar({ low, typical, high }: Hours) {
  const span = Math.max(high - low, 1e-6);
  const at = `${(100 * (typical - low)) / span}%`;
  return (
    <svg aria-hidden="true" className="block h-4 w-full overflow-visible">
      <line x1="0" x2="100%" y1="8" y2="8" className="stroke-edge stroke-[3]" strokeLinecap="round" />
      <circle cx={at} cy="8" r="6" className="fill-course" />
    </svg>
  );
}

interface RangeNoteProps {
  hours: Hours;
  weeks: Weeks;
}

/** What low, typical and high mean, in this plan's own numbers. */
export function RangeNote({ hours, weeks }: RangeNoteProps) {
  return (
    <details>
      <summary className="grid gap-1">
        <span>
          {`Reckon with ${count(weeks.typical, "week")}: ${count(weeks.low, "week")} if you learn quickly, ${count(weeks.high, "week")} if you take your time. `}
          <span className="inline-flex items-center gap-1.5 font-semibold whitespace-nowrap text-course">
            <Chevron />
            What the ranges mean
          </span>
        </span>
      </summary>
      <div className="mt-3 grid max-w-prose gap-3">
        <div className="max-w-sm">
          <RangeBar {...hours} />
          <p className="flex justify-between text-sm text-soft">
            <span>{wholeHours(hours.low)}</span>
            <span>{`typical ${typicalHours(hours)}`}</span>
            <span>{wholeHours(hours.high)}</span>
          </p>
        </div>
        <p>
          {`Every step has low, typical and high hours. Over a whole plan quick and slow steps partly even out, so ${hoursRange(hours)} is narrower than adding up every low and every high. The weeks follow from your hours a week.`}
        </p>
        <p className="text-soft">The hours of a step are estimates of the editors, not measurements.</p>
      </div>
    </details>
  );
}
