"use client";
import { useTranslations } from "use-intl";

import type { Translate } from "@/messages";
import { certaintyOf } from "@/types/placed-ratings";
import type { PlacedLevel } from "@/types/placement";

/** Skills under the heading of their domain. */
export interface SkillArea {
  title: string;
  levels: readonly PlacedLevel[];
}

const known = {
  sure: "border-strong bg-strong text-card",
  likely: "border-strong bg-strong-tint text-strong",
} as const;
const notYet = { sure: "border-line bg-sunk text-soft", likely: "border-line bg-transparent text-soft" } as const;
const open = "border-dashed border-edge bg-transparent text-soft";

/** The look of a square and what stands in it. */
function cellOf(t: Translate, level: PlacedLevel): readonly [string, string] {
  const certainty = certaintyOf(level);
  if (certainty === "guess") return [open, t("placement.map.signOpen")];
  return level.level > 0 ? [known[certainty], String(level.level)] : [notYet[certainty], t("placement.map.signNotYet")];
}

const cell = "grid size-6 place-items-center rounded border-2 text-xs font-bold leading-none";

function Cell({ level }: { level: PlacedLevel }) {
  const t = useTranslations();
  const [tone, sign] = cellOf(t, level);
  return (
    <span title={level.skill.title} className={`${cell} ${tone}`}>
      {sign}
    </span>
  );
}

function summaryOf(t: Translate, levels: readonly PlacedLevel[]): string {
  const guesses = levels.filter((level) => certaintyOf(level) === "guess").length;
  const held = levels.filter((level) => certaintyOf(level) !== "guess" && level.level > 0).length;
  return t("placement.map.summary", {
    count: levels.length,
    known: held,
    notYet: levels.length - guesses - held,
    open: guesses,
  });
}

function legendOf(t: Translate): readonly (readonly [string, string, string])[] {
  return [
    [known.sure, "2", t("placement.map.known")],
    [notYet.sure, t("placement.map.signNotYet"), t("placement.map.notYet")],
    [open, t("placement.map.signOpen"), t("placement.map.open")],
  ];
}

/** Every skill of the role as a square that fills as soon as its level is known. */
export function SkillMap({ areas }: { areas: readonly SkillArea[] }) {
  const t = useTranslations();
  return (
    <figure>
      <div
        role="img"
        aria-label={summaryOf(
          t,
          areas.flatMap(({ levels }) => levels),
        )}
        className="flex flex-wrap gap-x-6 gap-y-3"
      >
        {areas.map(({ title, levels }) => (
          <div key={title}>
            <p className="mb-1 text-sm text-soft">{title}</p>
            <p className="flex flex-wrap gap-1">
              {levels.map((level) => (
                <Cell key={level.skill.slug} level={level} />
              ))}
            </p>
          </div>
        ))}
      </div>
      <figcaption className="mt-4 flex flex-wrap gap-x-4 gap-y-2 text-sm text-soft">
        {legendOf(t).map(([tone, sign, text]) => (
          <span key={sign} className="flex items-center gap-2">
            <span aria-hidden="true" className={`${cell} ${tone}`}>
              {sign}
            </span>
            {text}
          </span>
        ))}
        <span>{t("placement.map.hint")}</span>
      </figcaption>
    </figure>
  );
}
