"use client";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import { DerivationTree } from "@/components/readiness/derivation-tree";
import { Chevron, SourcesButton } from "@/components/ui/facts";
import { Failure, Skeleton } from "@/components/ui/notice";
import { rich } from "@/components/ui/rich";
import { useDerivation } from "@/hooks/use-analyses";

interface FullDerivationProps {
  analysisId: string;
  /** The conclusion to explain: `readiness`, `band`, `gap:<key>`, `advice:<slug>`. */
  of: string;
  /** The short reasons, shown until the whole derivation is loaded. */
  children?: ReactNode;
}

/** The whole derivation of one conclusion of a stored analysis. */
export function FullDerivation({ analysisId, of, children }: FullDerivationProps) {
  const t = useTranslations();
  const { data, error, refetch } = useDerivation(analysisId, of);
  if (data) {
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <DerivationTree derivation={data} />
        <details>
          <summary className="inline-flex min-h-10 items-center gap-2 text-sm font-semibold text-course hover:underline">
            <Chevron />
            {t("readiness.derivation.text")}
          </summary>
          <p className="mt-1 text-sm whitespace-pre-wrap">{data.text}</p>
        </details>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-soft">{t("readiness.derivation.complete")}</p>
          <SourcesButton />
        </div>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      {children}
      {error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton rows={2} height="line" label={t("readiness.derivation.loading")} />
      )}
    </div>
  );
}

interface WhyProps extends Omit<FullDerivationProps, "children"> {
  title?: string;
  /** Where the title alone does not say what it is about. */
  about?: string;
}

/** "Why?" beside a conclusion; the reasons are loaded only when it is opened. */
export function Why({ title, about, ...derivation }: WhyProps) {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      onToggle={(event) => (event.target === event.currentTarget ? setIsOpen(event.currentTarget.open) : undefined)}
    >
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        <span>
          {about
            ? t.rich("readiness.derivation.whyAbout", { about, ...rich })
            : (title ?? t("readiness.derivation.why"))}
        </span>
      </summary>
      {isOpen ? (
        <div className="mt-1 rounded-xl border border-line bg-card p-3 sm:p-4">
          <FullDerivation {...derivation} />
        </div>
      ) : null}
    </details>
  );
}
