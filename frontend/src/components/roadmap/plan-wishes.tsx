"use client";
import { useState } from "react";

import type { Choice } from "@/types/model";

/** Hours a week; the roadmap follows once the number makes sense. */
export function HoursWish({ hours, onChange }: { hours: number; onChange: (hours: number) => void }) {
  const [text, setText] = useState(String(hours));
  const isSound = Number(text) > 0 && Number(text) <= 100;
  return (
    <div>
      <label htmlFor="hours" className="block font-semibold">
        Hours a week you can learn
      </label>
      <input
        id="hours"
        type="number"
        inputMode="decimal"
        min={1}
        max={100}
        value={text}
        aria-invalid={!isSound}
        aria-describedby="hours-hint"
        onChange={(event) => {
          setText(event.target.value);
          const wish = Number(event.target.value);
          if (wish > 0 && wish <= 100) onChange(wish);
        }}
        className="field mt-1 max-w-28"
      />
      <p id="hours-hint" className="mt-1 text-sm text-soft">
        {isSound ? "Honest is better than ambitious." : "Give a number from 1 to 100."}
      </p>
    </div>
  );
}

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
      <p className="text-sm text-soft">{choice.text}</p>
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
