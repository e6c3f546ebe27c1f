"use client";
import { useTranslations } from "use-intl";

import type { RankingFilter, SortKey } from "@/components/ranking/ranking-filter";
import { Field } from "@/components/ui/field";

interface ChipsProps<T extends string> {
  legend: string;
  /** What ties the radio buttons together. */
  group: string;
  options: readonly (readonly [T, string])[];
  chosen: T;
  onChoose: (value: T) => void;
}

function Chips<T extends string>({ legend, group, options, chosen, onChoose }: ChipsProps<T>) {
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(([value, text]) => (
          <label
            key={value}
            className="relative flex min-h-10 items-center rounded-full border border-edge bg-card px-4 hover:border-course has-checked:border-course has-checked:bg-course-tint has-checked:font-semibold has-focus-visible:outline-3 has-focus-visible:outline-course"
          >
            <input
              type="radio"
              name={group}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
              className="absolute inset-0 appearance-none focus-visible:outline-none"
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const sorts: readonly SortKey[] = ["readiness", "hours"];

interface FiltersProps {
  /** The variants to choose from, in order, with their titles. */
  variants: readonly (readonly [string, string])[];
  filter: RankingFilter;
  onFilter: (filter: RankingFilter) => void;
}

/** Which roles are shown, and in which order. */
export function Filters({ variants, filter, onFilter }: FiltersProps) {
  const t = useTranslations();
  const seniorities = [["", t("ranking.filters.all")] as const, ...variants];
  const orders = sorts.map((sort) => [sort, t(`ranking.filters.${sort}`)] as const);
  return (
    <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
      <Chips
        legend={t("ranking.filters.seniority")}
        group="seniority"
        options={seniorities}
        chosen={filter.variant}
        onChoose={(variant) => onFilter({ ...filter, variant })}
      />
      <Chips
        legend={t("ranking.filters.order")}
        group="order"
        options={orders}
        chosen={filter.sort}
        onChoose={(sort) => onFilter({ ...filter, sort })}
      />
      <div className="w-full sm:w-56">
        <Field
          label={t("ranking.filters.search")}
          type="search"
          value={filter.search}
          onValue={(search) => onFilter({ ...filter, search })}
          autoComplete="off"
        />
      </div>
    </div>
  );
}
