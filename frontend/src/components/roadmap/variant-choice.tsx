"use client";
import { useTranslations } from "use-intl";

import { useRole } from "@/hooks/use-catalog";

interface VariantChoiceProps {
  role: string;
  /** That of the roadmap as it is. */
  current: string;
  chosen: string;
  onChoose: (variant: string) => void;
}

/** The seniorities of the role: a promotion, or a step back. */
export function VariantChoice({ role, current, chosen, onChoose }: VariantChoiceProps) {
  const t = useTranslations();
  const { role: found } = useRole(role);
  const variants = found?.variants ?? [];
  if (variants.length < 2) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{t("roadmap.changes.variant.legend")}</legend>
      <p className="text-sm text-soft">{t("roadmap.changes.variant.hint")}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {variants.map(({ variant, title }) => (
          <label
            key={variant}
            className="flex min-h-10 items-center gap-2 rounded-full border border-edge px-4 hover:border-course has-checked:border-course has-checked:bg-course-tint has-checked:font-semibold has-focus-visible:outline-3 has-focus-visible:outline-course"
          >
            <input
              type="radio"
              name="change-variant"
              value={variant}
              checked={variant === chosen}
              onChange={() => onChoose(variant)}
              className="size-4 focus-visible:outline-none"
            />
            {variant === current ? t("roadmap.changes.variant.current", { variant: title }) : title}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
