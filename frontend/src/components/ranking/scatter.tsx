import { roleName, roundHours, wholePoints } from "@/components/ranking/words";
import { count } from "@/components/ui/format";
import type { RankedRole } from "@/types/ranking";

const NUMBERED = 9;
const SHOWN = 30;
const MARGIN = 4;

/** The next round number, so that the scale reads well. */
function scaleEnd(hours: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(hours, 10)));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((n) => n * size).find((end) => end >= hours) ?? hours;
}

/** Into the middle of the picture, so that no mark is cut at its edge [%]. */
const inside = (share: number) => `${MARGIN + share * (100 - 2 * MARGIN)}%`;

function summaryOf(roles: readonly RankedRole[]): string {
  const [first] = roles;
  if (!first) return "No role to show.";
  const near = roles.filter(({ points }) => points >= 50).length;
  return `${count(roles.length, "role")} by readiness and hours left. ${count(near, "role")} at readiness 50 or more. First: ${roleName(first)}, readiness ${wholePoints(first.points)}, ${roundHours(first.hoursLeft)} left. The table below has every number.`;
}

interface Scale {
  hours: number;
  points: number;
}

function Mark({ ranked, place, scale }: { ranked: RankedRole; place: number; scale: Scale }) {
  const x = inside(ranked.hoursLeft / scale.hours);
  const y = inside(1 - ranked.points / scale.points);
  const title = <title>{`${roleName(ranked)}: readiness ${wholePoints(ranked.points)}, ${roundHours(ranked.hoursLeft)} left`}</title>;
  if (place >= NUMBERED) {
    return (
      <circle cx={x} cy={y} r="5" className="fill-edge opacity-60">
        {title}
      </circle>
    );
  }
  return (
    <g>
      {title}
      <circle cx={x} cy={y} r="11" className="fill-course stroke-card stroke-2" />
      <text x={x} y={y} dy="0.36em" textAnchor="middle" className="fill-on-course text-[13px] font-bold">
        {place + 1}
      </text>
    </g>
  );
}

/** Readiness against hours: what lies up and to the left is near. */
export function Scatter({ roles }: { roles: readonly RankedRole[] }) {
  const shown = roles.slice(0, SHOWN);
  const scale = {
    hours: scaleEnd(Math.max(...shown.map(({ hoursLeft }) => hoursLeft), 1)),
    points: Math.min(100, scaleEnd(Math.max(...shown.map(({ points }) => points), 1))),
  };
  const marks = shown.map((ranked, place) => <Mark key={roleName(ranked)} ranked={ranked} place={place} scale={scale} />);
  return (
    <figure className="card p-4 sm:p-5">
      <p aria-hidden="true" className="mb-1 text-sm text-soft">
        {`↑ readiness, 0 to ${scale.points}`}
      </p>
      <svg role="img" aria-label={summaryOf(shown)} className="block h-72 w-full overflow-hidden rounded-xl">
        <rect width="100%" height="100%" className="fill-shoal-1" />
        <rect width="66%" height="60%" rx="90" className="fill-shoal-2" />
        <rect width="33%" height="30%" rx="60" className="fill-shoal-3" />
        <rect width="1.2%" height="100%" className="fill-land" />
        {marks.reverse()}
      </svg>
      <p aria-hidden="true" className="mt-1 flex justify-between text-sm text-soft">
        <span>0 h left</span>
        <span>{`${roundHours(scale.hours)} left →`}</span>
      </p>
      <figcaption className="mt-2 text-sm text-soft">{`Up and to the left is near. The numbers are the places in the table${roles.length > SHOWN ? `, whose first ${SHOWN} are shown` : ""}.`}</figcaption>
    </figure>
  );
}
