"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ReadinessHistory } from "@/components/readiness/readiness-history";
import { Chevron } from "@/components/ui/facts";
import type { Roadmap } from "@/types/model";

/** How readiness for the role of a roadmap has developed, folded; read when it is opened. */
export function ReadinessFold({ roadmap: { result, retired } }: { roadmap: Roadmap }) {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  if (retired) return null;
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        {t("readiness.history.title")}
      </summary>
      {isOpen ? (
        <div className="card mt-2 p-4 sm:p-5">
          <ReadinessHistory role={result.role.slug} variant={result.variant} />
        </div>
      ) : null}
    </details>
  );
}
