"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";

import type { ItemStatus } from "@/types/model";

const statuses: readonly ItemStatus[] = ["todo", "doing", "done", "skipped"];

interface StatusChoiceProps {
  label: string;
  status: ItemStatus;
  onChoose: (status: ItemStatus) => void;
}

/** The progress on a step; arrow keys go through the four. */
export function StatusChoice({ label, status, onChoose }: StatusChoiceProps) {
  const t = useTranslations();
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{label}</legend>
      <div className="inline-grid grid-cols-4 overflow-hidden rounded-full border border-edge text-sm">
        {statuses.map((value) => (
          <label
            key={value}
            className="relative flex min-h-10 items-center justify-center px-3 font-semibold text-soft not-first:border-l not-first:border-line hover:bg-sunk has-checked:bg-ink has-checked:text-card has-focus-visible:outline-3 has-focus-visible:-outline-offset-3 has-focus-visible:outline-course"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === status}
              onChange={() => onChoose(value)}
              className="absolute inset-0 appearance-none focus-visible:outline-none"
            />
            {t("roadmap.item.statusChoice", { status: value })}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
