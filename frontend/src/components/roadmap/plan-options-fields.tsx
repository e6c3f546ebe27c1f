"use client";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";

import { LimitChoice, LimitSelect, type LimitStart } from "@/components/roadmap/limit-fields";
import { Chevron } from "@/components/ui/facts";
import { NumberSlider } from "@/components/ui/number-slider";
import { rich } from "@/components/ui/rich";
import type { Choice } from "@/types/model";
import { MAX_HOURS_A_WEEK, type PlanOptions } from "@/types/plan-options";

interface ChoiceFieldProps {
  choice: Choice;
  pins: readonly string[];
  onPins: (pins: string[]) => void;
}

/** A choice the role offers: the option with the fewest hours is taken unless the person wants another. */
function ChoiceField({ choice, pins, onPins }: ChoiceFieldProps) {
  const t = useTranslations();
  const options = [...choice.chosen, ...choice.others].sort((a, b) => a.title.localeCompare(b.title));
  const mine = pins.filter((pin) => options.some(({ slug }) => slug === pin));
  function toggle(slug: string) {
    const rest = pins.filter((pin) => !mine.includes(pin));
    if (mine.includes(slug)) return onPins([...rest, ...mine.filter((pin) => pin !== slug)]);
    const room = Math.max(0, choice.chosen.length - 1);
    onPins([...rest, ...mine.slice(mine.length - Math.min(room, mine.length)), slug]);
  }
  const chosen = new Set(choice.chosen.map(({ slug }) => slug));
  const nameOf = (slug: string, title: string): ReactNode => {
    if (mine.includes(slug)) return t("roadmap.options.chosen", { skill: title });
    return chosen.has(slug) ? t.rich("roadmap.options.suggested", { skill: title, ...rich }) : title;
  };
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{choice.label ?? t("roadmap.options.choice")}</legend>
      <p className="text-sm text-soft">{chosen.size > 0 ? choice.text : t("roadmap.options.notInPlan")}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {options.map(({ slug, title }) => (
          <button
            key={slug}
            type="button"
            aria-pressed={mine.includes(slug)}
            onClick={() => toggle(slug)}
            className="min-h-10 rounded-full border border-edge px-4 hover:border-course aria-pressed:border-course aria-pressed:bg-course-tint aria-pressed:font-semibold"
          >
            <span>{nameOf(slug, title)}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}

interface ChoiceFieldsProps {
  choices: readonly Choice[];
  pins: readonly string[];
  onPins: (pins: string[]) => void;
  isOpen?: boolean;
}

/** All choices of a role, folded into a line that names what is chosen. */
function ChoiceFields({ choices, pins, onPins, isOpen = false }: ChoiceFieldsProps) {
  const t = useTranslations();
  const format = useFormatter();
  if (choices.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary className="flex min-h-11 items-center gap-3 hover:underline">
        <Chevron />
        <span>
          {t.rich("roadmap.options.choices", {
            choices: format.list(choices.flatMap(({ chosen }) => chosen.map(({ title }) => title))),
            ...rich,
          })}
        </span>
      </summary>
      <div className="mt-3 grid gap-5">
        {choices.map((choice) => (
          <ChoiceField key={choice.key} choice={choice} pins={pins} onPins={onPins} />
        ))}
      </div>
    </details>
  );
}

/** The slider reaches forty hours a week; more can be typed. */
const pace = { min: 1, max: 40, most: MAX_HOURS_A_WEEK };

interface PlanOptionsFieldsProps {
  options: PlanOptions;
  choices: readonly Choice[];
  start: LimitStart;
  wholeHours: number;
  isChoiceOpen?: boolean;
  /** For plans beside each other. */
  isSmall?: boolean;
  /** What has to be said about the options. */
  notice?: ReactNode;
  onChange: (options: PlanOptions) => void;
}

/** All options of a plan: hours a week, a limit, and the choices of the role. */
export function PlanOptionsFields(props: PlanOptionsFieldsProps) {
  const { options, choices, isChoiceOpen = false, isSmall = false, notice, onChange, ...limits } = props;
  const t = useTranslations();
  const Limits = isSmall ? LimitSelect : LimitChoice;
  return (
    <>
      <NumberSlider
        label={isSmall ? t("roadmap.options.hoursShort") : t("roadmap.options.hours")}
        hint={isSmall ? undefined : t("roadmap.options.hint")}
        value={options.hoursPerWeek}
        onChange={(hoursPerWeek) => onChange({ ...options, hoursPerWeek })}
        {...pace}
      />
      <Limits limit={options.limit} onChange={(limit) => onChange({ ...options, limit })} {...limits} />
      {notice}
      <ChoiceFields
        choices={choices}
        pins={options.pins}
        isOpen={isChoiceOpen}
        onPins={(pins) => onChange({ ...options, pins })}
      />
    </>
  );
}
