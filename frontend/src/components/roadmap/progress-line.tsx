"use client";
import { useTranslations } from "use-intl";

import { Meter } from "@/components/ui/meter";
import type { Progress } from "@/types/model";

/** The progress of the lineage, as a bar and in words. */
export function ProgressLine({ progress, skipped = 0 }: { progress: Progress; skipped?: number }) {
  const t = useTranslations();
  const { done, total, hoursDone, hoursTotal, hoursSpent } = progress;
  const figures = { done, total, hoursDone };
  const text =
    skipped > 0 ? t("roadmap.progress.lineSkipped", { ...figures, skipped }) : t("roadmap.progress.line", figures);
  return (
    <div className="grid gap-1.5">
      <Meter label={text} value={hoursDone} max={hoursTotal} tone="strong" />
      <p className="text-soft">
        {text} {hoursSpent > 0 ? t("roadmap.progress.spent", { hours: hoursSpent }) : null}
      </p>
    </div>
  );
}
