"use client";
import { useTranslations } from "use-intl";

const choices = ["keep", "restart"] as const;

/** What happens to the progress when a roadmap is planned again. */
export function ProgressReset({ isReset, onChange }: { isReset: boolean; onChange: (isReset: boolean) => void }) {
  const t = useTranslations();
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-semibold">{t("roadmap.changes.reset.legend")}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {choices.map((choice) => (
          <label
            key={choice}
            className="flex gap-3 rounded-xl border border-line p-3 has-checked:border-course has-checked:bg-course-tint has-focus-visible:outline-3 has-focus-visible:outline-course"
          >
            <input
              type="radio"
              name="reset"
              checked={isReset === (choice === "restart")}
              onChange={() => onChange(choice === "restart")}
              className="mt-1 size-4 shrink-0 focus-visible:outline-none"
            />
            <span>
              <span className="block font-semibold">{t(`roadmap.changes.reset.${choice}.title`)}</span>
              <span className="block text-soft">{t(`roadmap.changes.reset.${choice}.text`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
