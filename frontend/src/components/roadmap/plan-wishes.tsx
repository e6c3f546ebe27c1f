"use client";
import type { ReactNode } from "react";

import { LimitSelect, LimitWish, type LimitStart } from "@/components/roadmap/limit-wish";
import { Chevron } from "@/components/ui/facts";
import { NumberSlider } from "@/components/ui/number-slider";
import type { Choice } from "@/types/model";
import { MOST_HOURS_A_WEEK, type Wish } from "@/types/wish";

interface ChoiceWishProps {
  choice: Choice;
  pins: readonly string[];
  onPins: (pins: string[]) => void;
}

/** A choice the role leaves: the shortest way is taken unless the person wants another. */
export function ChoiceWish({ choice, pins, onPins }: ChoiceWishProps) {
  const options = [...choice.chosen, ...choice.others].sort((a, b) => a.title.localeCompare(b.title));
  const mine = pins.filter((pin) => options.some(({ slug }) => slug === pin));
  function toggle(slug: string) {
    const rest = pins.filter((pin) => !mine.includes(pin));
    if (mine.includes(slug)) return onPins([...rest, ...mine.filter((pin) => pin !== slug)]);
    const room = Math.max(0, choice.chosen.length - 1);
    onPins([...rest, ...mine.slice(mine.length - Math.min(room, mine.length)), slug]);
  }
  const chosen = new Set(choice.chosen.map(({ slug }) => slug));
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{choice.label ?? "A choice"}</legend>
      <p className="text-sm text-soft">{chosen.size > 0 ? choice.text : "Not part of this plan."}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {options.map(({ slug, title }) => (
          <button
            key={slug}
            type="button"
            aria-pressed={mine.includes(slug)}
            onClick={() => toggle(slug)}
            className="min-h-10 rounded-full border border-edge px-4 hover:border-course aria-pressed:border-course aria-pressed:bg-course-tint aria-pressed:font-semibold"
          >
            {title}
            {mine.includes(slug) ? " ✓" : chosen.has(slug) ? <span className="text-soft"> (suggested)</span> : null}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

interface ChoicesWishProps {
  choices: readonly Choice[];
  pins: readonly string[];
  onPins: (pins: string[]) => void;
  isOpen?: boolean;
}

/** All choices of a role, closed to a line that says how they are settled. */
export function ChoicesWish({ choices, pins, onPins, isOpen = false }: ChoicesWishProps) {
  if (choices.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary className="flex min-h-11 items-center gap-3 hover:underline">
        <Chevron />
        <span>
          <span className="font-semibold">Your choices: </span>
          {choices.flatMap(({ chosen }) => chosen.map(({ title }) => title)).join(", ")}
        </span>
      </summary>
      <div className="mt-3 grid gap-5">
        {choices.map((choice) => (
          <ChoiceWish key={choice.key} choice={choice} pins={pins} onPins={onPins} />
        ))}
      </div>
    </details>
  );
}

/** Hours a week are pulled to forty, and typed beyond. */
const pace = { min: 1, max: 40, most: MOST_HOURS_A_WEEK };

interface WishFieldsProps {
  wish: Wish;
  choices: readonly Choice[];
  start: LimitStart;
  wholeHours: number;
  isChoiceOpen?: boolean;
  /** For plans beside each other. */
  isSmall?: boolean;
  /** What has to be said about the wish. */
  notice?: ReactNode;
  onChange: (wish: Wish) => void;
}

/** Everything a person can wish of a plan. */
export function WishFields({ wish, choices, isChoiceOpen = false, isSmall = false, notice, onChange, ...limits }: WishFieldsProps) {
  const Limits = isSmall ? LimitSelect : LimitWish;
  return (
    <>
      <NumberSlider
        label={isSmall ? "Hours a week" : "Hours a week you can learn"}
        hint={isSmall ? undefined : "Honest is better than ambitious."}
        value={wish.hoursPerWeek}
        onChange={(hoursPerWeek) => onChange({ ...wish, hoursPerWeek })}
        {...pace}
      />
      <Limits limit={wish.limit} onChange={(limit) => onChange({ ...wish, limit })} {...limits} />
      {notice}
      <ChoicesWish choices={choices} pins={wish.pins} isOpen={isChoiceOpen} onPins={(pins) => onChange({ ...wish, pins })} />
    </>
  );
}
