"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { WorkedPicker } from "@/components/placement/worked-picker";
import { Button } from "@/components/ui/button";
import type { PlacementState, Worked } from "@/types/placement";

interface WorkedLineProps {
  worked: PlacementState["worked"];
  /** Null where it cannot be changed any more. */
  onChange: ((worked: Worked | null) => void) | null;
}

/** What the person said they work as, and how to say it again: the answers stay. */
export function WorkedLine({ worked, onChange }: WorkedLineProps) {
  const t = useTranslations();
  const [draft, setDraft] = useState<{ worked: Worked | null } | null>(null);
  if (!worked && !onChange) return null;
  if (!draft || !onChange) {
    return (
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span>
          {worked
            ? t("placement.worked.said", { role: worked.role.title, years: worked.years })
            : t("placement.worked.notSaid")}
        </span>
        {onChange ? (
          <Button onClick={() => setDraft({ worked: worked ? { role: worked.role.slug, years: worked.years } : null })}>
            {worked ? t("placement.worked.change") : t("placement.worked.say")}
          </Button>
        ) : null}
      </p>
    );
  }
  const save = () => {
    onChange(draft.worked);
    setDraft(null);
  };
  return (
    <div className="grid gap-3">
      <WorkedPicker worked={draft.worked} onWorked={(next) => setDraft({ worked: next })} />
      <p className="flex flex-wrap gap-3">
        <Button kind="primary" onClick={save}>
          {t("placement.worked.save")}
        </Button>
        <Button onClick={() => setDraft(null)}>{t("placement.worked.cancel")}</Button>
      </p>
    </div>
  );
}
