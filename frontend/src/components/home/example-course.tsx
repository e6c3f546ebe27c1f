"use client";
import { useTranslations } from "use-intl";

const shoals = [
  "M-20 60C80 10 190 70 280 40s190-40 320 20v300c-90 60-180 20-290 50S60 430-20 380z",
  "M20 130c70-50 150-10 240-40s170-30 250 20c50 40 40 150-20 190s-160 0-250 30-170 20-220-30-60-130 0-170z",
  "M70 190c50-40 120-20 190-45s140-15 190 20c30 30 20 80-30 105s-120 0-190 25-130 15-160-15-30-70 0-90z",
] as const;

const tones = ["fill-shoal-1", "fill-shoal-2", "fill-shoal-3"] as const;

const stops = [
  { x: 84, y: 322, name: "start", side: "right", look: "fill-card" },
  { x: 178, y: 268, name: "git", side: "left", look: "fill-course" },
  { x: 284, y: 226, name: "sql", side: "right", look: "fill-course" },
  { x: 372, y: 152, name: "rest", side: "left", look: "fill-card" },
  { x: 486, y: 92, name: "job", side: "below", look: "fill-course" },
] as const;

/** The course climbs to the right, so the corners below right and above left are free for words. */
const places = {
  right: { dx: 14, dy: 24, anchor: "start" },
  left: { dx: -14, dy: -26, anchor: "end" },
  below: { dx: 8, dy: 42, anchor: "middle" },
} as const;

/** What this site makes, as a picture: a course from today to the job, skill by skill. */
export function ExampleCourse() {
  const t = useTranslations();
  const course = stops.map(({ x, y }) => `${x} ${y}`).join("L");
  return (
    <figure>
      <svg
        viewBox="0 0 560 400"
        role="img"
        aria-label={t("home.example.description")}
        className="w-full rounded-3xl border border-line bg-page"
      >
        {shoals.map((path, index) => (
          <path key={path} d={path} className={`${tones[index]} stroke-line`} />
        ))}
        <path d="M430-10c40 30 20 60 60 80s60 60 90 40V-10z" className="fill-land stroke-line" />
        <path
          d={`M${course}`}
          pathLength={1}
          strokeDasharray="1"
          className="drawn fill-none stroke-course stroke-[3]"
        />
        {stops.map(({ x, y, name, side, look }) => {
          const { dx, dy, anchor } = places[side];
          return (
            <g key={name}>
              <circle cx={x} cy={y} r={8} className={`${look} stroke-course stroke-[3]`} />
              <text
                x={x + dx}
                y={y + dy}
                textAnchor={anchor}
                className="fill-ink font-display text-[18px] font-bold max-sm:text-[24px]"
              >
                {t(`home.example.${name}Title`)}
              </text>
              <text x={x + dx} y={y + dy + 20} textAnchor={anchor} className="fill-ink text-[16px] max-sm:hidden">
                {t(`home.example.${name}`)}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className="mt-2 text-sm text-soft">{t("home.example.caption")}</figcaption>
    </figure>
  );
}
