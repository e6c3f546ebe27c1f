"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useRoles } from "@/hooks/use-catalog";
import type { Worked } from "@/types/placement";

const MOST_YEARS = 60;

/** The years as typed, as the API takes them; nothing typed counts as none. */
const yearsOf = (text: string) => Math.min(MOST_YEARS, Math.max(0, Number(text) || 0));

interface WorkedPickerProps {
  worked: Worked | null;
  onWorked: (worked: Worked | null) => void;
}

/** "I work as …, for … years": a hint for the first questions, which can be left out. */
export function WorkedPicker({ worked, onWorked }: WorkedPickerProps) {
  const t = useTranslations();
  const { roles = [] } = useRoles();
  const [years, setYears] = useState(worked?.years ? String(worked.years) : "");
  const choose = (role: string) => onWorked(role === "" ? null : { role, years: yearsOf(years) });
  const type = (current: Worked, text: string) => {
    setYears(text);
    onWorked({ ...current, years: yearsOf(text) });
  };
  return (
    <section aria-labelledby="worked" className="rounded-2xl bg-sunk p-4 sm:p-6">
      <h2 id="worked" className="text-xl">
        {t("placement.worked.title")}
      </h2>
      <p className="mt-1 max-w-prose text-soft">{t("placement.worked.text")}</p>
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <Select
          label={t("placement.worked.role")}
          value={worked?.role ?? ""}
          options={[["", t("placement.worked.none")], ...roles.map(({ slug, title }) => [slug, title] as const)]}
          onChoose={choose}
        />
        {worked ? (
          <Field
            label={t("placement.worked.years")}
            type="number"
            inputMode="decimal"
            min={0}
            max={MOST_YEARS}
            step="any"
            value={years}
            onValue={(text) => type(worked, text)}
          />
        ) : null}
      </div>
    </section>
  );
}
