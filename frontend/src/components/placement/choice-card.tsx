"use client";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";

import { choiceTitle } from "@/components/placement/choice-title";
import { useQuestionFocus } from "@/components/placement/use-question-focus";
import { Button } from "@/components/ui/button";
import { sayOfAll, type PlacementChoice, type StoredUses } from "@/types/placement";

interface ChoiceCardProps {
  choice: PlacementChoice;
  isBusy: boolean;
  onReply: (uses: StoredUses["uses"]) => void;
  /** What else there is to do. */
  children?: ReactNode;
}

/** One question about several skills: "which of these do you use?" Like every question it takes the focus. */
export function ChoiceCard({ choice, isBusy, onReply, children }: ChoiceCardProps) {
  const t = useTranslations();
  const format = useFormatter();
  const hint = useId();
  const { card, heading } = useQuestionFocus();
  const before = choice.options.filter(({ use }) => use === "yes").map(({ skill }) => skill.slug);
  const [used, setUsed] = useState<readonly string[]>(before);
  const toggle = (slug: string) => setUsed(used.includes(slug) ? used.filter((one) => one !== slug) : [...used, slug]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    onReply({ ...sayOfAll(choice, "no"), ...Object.fromEntries(used.map((slug) => [slug, "yes"])) });
  };
  return (
    <section ref={card} aria-labelledby="question" className="card grid scroll-mt-3 gap-5 p-5 sm:p-7">
      <form onSubmit={submit} className="grid gap-5">
        <fieldset aria-describedby={hint} className="min-w-0">
          <legend>
            <h2 id="question" ref={heading} tabIndex={-1} className="text-2xl outline-none sm:text-3xl">
              <span className="mb-1 block font-sans text-base font-normal tracking-normal text-soft">
                {t("placement.choice.ask")}
              </span>
              {choiceTitle(format, choice)}
            </h2>
          </legend>
          <p id={hint} className="mt-1 text-soft">
            {t("placement.choice.hint")}
          </p>
          <div className="mt-4 grid gap-2 sm:grid-cols-2">
            {choice.options.map(({ skill }) => (
              <label
                key={skill.slug}
                className="flex min-h-11 items-center gap-3 rounded-2xl border border-edge px-4 py-2 text-lg hover:border-course has-checked:border-course has-checked:bg-course-tint"
              >
                <input
                  type="checkbox"
                  className="size-5 shrink-0"
                  checked={used.includes(skill.slug)}
                  onChange={() => toggle(skill.slug)}
                />
                {skill.title}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" kind="primary" isBusy={isBusy}>
            {t("placement.choice.submit")}
          </Button>
          <Button isBusy={isBusy} onClick={() => onReply(sayOfAll(choice, "skip"))}>
            {t("placement.choice.skip")}
          </Button>
        </div>
      </form>
      {children}
    </section>
  );
}
