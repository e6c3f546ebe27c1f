"use client";
import { useId, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";

interface NumberSliderProps {
  label: string;
  value: number;
  /** What the slider reaches; more may be typed up to `most`. */
  min: number;
  max: number;
  most?: number;
  step?: number;
  hint?: ReactNode;
  onChange: (value: number) => void;
}

/** A number to type or to drag; only valid numbers are handed on. */
export function NumberSlider({ label, value, min, max, most = max, step = 1, hint, onChange }: NumberSliderProps) {
  const t = useTranslations();
  const id = useId();
  const [text, setText] = useState(String(value));
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    if (Number(text) !== value) setText(String(value));
  }
  const isValid = text.trim() !== "" && Number(text) >= min && Number(text) <= most;
  function enter(next: string) {
    setText(next);
    const amount = Number(next);
    if (next.trim() !== "" && amount >= min && amount <= most) onChange(amount);
  }
  return (
    <div>
      <label htmlFor={id} className="block font-semibold">
        {label}
      </label>
      <div className="mt-1 flex items-center gap-4">
        <input
          id={id}
          type="number"
          inputMode="decimal"
          min={min}
          max={most}
          step="any"
          value={text}
          aria-invalid={!isValid}
          aria-describedby={hint || !isValid ? `${id}-hint` : undefined}
          onChange={(event) => enter(event.target.value)}
          className="field max-w-24 shrink-0"
        />
        <input
          type="range"
          aria-label={t("number.slider", { label })}
          min={min}
          max={max}
          step={step}
          value={Math.min(max, Number(text) || min)}
          onChange={(event) => enter(event.target.value)}
          className="h-11 w-full max-w-sm min-w-0"
        />
      </div>
      {isValid ? null : (
        <p id={`${id}-hint`} className="mt-1 text-sm text-course">
          {t("number.give", { min, max: most })}
        </p>
      )}
      {isValid && hint ? (
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
