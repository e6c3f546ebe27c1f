import { useTranslations } from "use-intl";

const fills = { course: "fill-course", strong: "fill-strong", weak: "fill-weak" } as const;

interface MeterProps {
  /** What is measured, for those who do not see the bar. */
  label: string;
  value: number;
  max: number;
  tone?: keyof typeof fills;
}

/** A bar from 0 to `max`; drawn with attributes, so that a strict content policy lets it stand. */
export function Meter({ label, value, max, tone = "course" }: MeterProps) {
  const percent = max > 0 ? Math.min(100, (100 * value) / max) : 0;
  return (
    <svg role="img" aria-label={label} className="block h-2.5 w-full overflow-hidden rounded-full">
      <rect width="100%" height="100%" className="fill-line" />
      <rect width={`${percent}%`} height="100%" className={`fill ${fills[tone]}`} />
    </svg>
  );
}

const pips = {
  strong: "bg-strong border-strong",
  weak: "bg-weak border-weak",
  missing: "bg-course border-course",
  not_told: "bg-course border-course",
} as const;

/** Held levels out of the required ones, one box a level. */
export function LevelPips({ held, target, tone }: { held: number; target: number; tone: keyof typeof pips }) {
  const t = useTranslations();
  return (
    <span className="inline-flex gap-1" role="img" aria-label={t("level.held", { held, target })}>
      {Array.from({ length: target }, (_, level) => (
        <span
          key={level}
          aria-hidden="true"
          className={`h-3 w-5 rounded-sm border ${level < held ? pips[tone] : "border-edge bg-transparent"}`}
        />
      ))}
    </span>
  );
}
