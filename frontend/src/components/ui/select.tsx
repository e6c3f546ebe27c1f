"use client";
import { useId } from "react";

interface SelectProps {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChoose: (value: string) => void;
}

/** A labelled list to choose one value from. */
export function Select({ label, value, options, onChoose }: SelectProps) {
  const id = useId();
  return (
    <div className="w-full sm:w-64">
      <label htmlFor={id} className="block font-semibold">
        {label}
      </label>
      <select id={id} className="field mt-1" value={value} onChange={(event) => onChoose(event.target.value)}>
        {options.map(([slug, text]) => (
          <option key={slug} value={slug}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
