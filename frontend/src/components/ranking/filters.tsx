"use client";
import type { SortKey, Wanted } from "@/components/ranking/words";
import { Field } from "@/components/ui/field";
import { variantName } from "@/components/ui/format";

interface ChipsProps<T extends string> {
  legend: string;
  name: string;
  options: readonly (readonly [T, string])[];
  chosen: T;
  onChoose: (value: T) => void;
}

function Chips<T extends string>({ legend, name, options, chosen, onChoose }: ChipsProps<T>) {
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(([value, text]) => (
          <label
            key={value}
            className="relative flex min-h-10 items-center rounded-full border border-edge bg-card px-4 hover:border-course has-checked:border-course has-checked:bg-course-tint has-checked:font-semibold has-focus-visible:outline-3 has-focus-visible:outline-course"
          >
            <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => onChoose(value)} className="absolute inset-0 appearance-none focus-visible:outline-none" />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const sorts: readonly (readonly [SortKey, string])[] = [
  ["readiness", "Readiest first"],
  ["hours", "Fewest hours first"],
];

interface FiltersProps {
  variants: readonly string[];
  wanted: Wanted;
  onWanted: (wanted: Wanted) => void;
}

/** Which roles are shown, and in which order. */
export function Filters({ variants, wanted, onWanted }: FiltersProps) {
  const seniorities = [["", "All"] as const, ...variants.map((variant) => [variant, variantName(variant)] as const)];
  return (
    <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
      <Chips legend="Seniority" name="seniority" options={seniorities} chosen={wanted.variant} onChoose={(variant) => onWanted({ ...wanted, variant })} />
      <Chips legend="Order" name="order" options={sorts} chosen={wanted.sort} onChoose={(sort) => onWanted({ ...wanted, sort })} />
      <div className="w-full sm:w-56">
        <Field label="Find a role" type="search" value={wanted.search} onValue={(search) => onWanted({ ...wanted, search })} autoComplete="off" />
      </div>
    </div>
  );
}
