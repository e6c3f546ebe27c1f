import { useTranslations } from "use-intl";

import { wholePoints } from "@/components/ranking/rounding";
import type { Translate } from "@/messages";
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

const nameOf = (t: Translate, { role, variantTitle }: RankedRole) =>
  t("seniority.role", { role: role.title, variant: variantTitle });

function summaryOf(t: Translate, roles: readonly RankedRole[]): string {
  const [first] = roles;
  if (!first) return t("ranking.scatter.empty");
  const near = roles.filter(({ points }) => points >= 50).length;
  return t("ranking.scatter.summary", {
    count: roles.length,
    near,
    role: nameOf(t, first),
    points: wholePoints(first.points),
    hours: first.hoursLeft,
  });
}

interface Scale {
  hours: number;
  points: number;
}

function Point({ ranked, place, scale }: { ranked: RankedRole; place: number; scale: Scale }) {
  const t = useTranslations();
  const x = inside(ranked.hoursLeft / scale.hours);
  const y = inside(1 - ranked.points / scale.points);
  const points = wholePoints(ranked.points);
  const hours = ranked.hoursLeft;
  const title = <title>{t("ranking.scatter.point", { role: nameOf(t, ranked), points, hours })}</title>;
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

/** Readiness against hours left: the closest roles are at the top left. */
export function Scatter({ roles }: { roles: readonly RankedRole[] }) {
  const t = useTranslations();
  const shown = roles.slice(0, SHOWN);
  const scale = {
    hours: scaleEnd(Math.max(...shown.map(({ hoursLeft }) => hoursLeft), 1)),
    points: Math.min(100, scaleEnd(Math.max(...shown.map(({ points }) => points), 1))),
  };
  const marks = shown.map((ranked, place) => (
    <Point key={`${ranked.role.slug} ${ranked.variant}`} ranked={ranked} place={place} scale={scale} />
  ));
  return (
    <figure className="card p-4 sm:p-5">
      <p aria-hidden="true" className="mb-1 text-sm text-soft">
        {t("ranking.scatter.yAxis", { points: scale.points })}
      </p>
      <svg role="img" aria-label={summaryOf(t, shown)} className="block h-72 w-full overflow-hidden rounded-xl">
        <rect width="100%" height="100%" className="fill-shoal-1" />
        <rect width="66%" height="60%" rx="90" className="fill-shoal-2" />
        <rect width="33%" height="30%" rx="60" className="fill-shoal-3" />
        <rect width="1.2%" height="100%" className="fill-land" />
        {marks.reverse()}
      </svg>
      <p aria-hidden="true" className="mt-1 flex justify-between text-sm text-soft">
        <span>{t("ranking.scatter.xStart")}</span>
        <span>{t("ranking.scatter.xEnd", { hours: scale.hours })}</span>
      </p>
      <figcaption className="mt-2 text-sm text-soft">
        {roles.length > SHOWN ? t("ranking.scatter.captionFirst", { count: SHOWN }) : t("ranking.scatter.caption")}
      </figcaption>
    </figure>
  );
}
