"use client";
import { useState, type ReactNode } from "react";

import { DerivationTree } from "@/components/readiness/derivation-tree";
import { Chevron } from "@/components/ui/facts";
import { Failure, Skeleton } from "@/components/ui/notice";
import { useDerivation } from "@/hooks/use-analyses";

interface DerivedProps {
  analysisId: string;
  /** What is asked about: `readiness`, `band`, `gap:<key>`, `advice:<slug>`. */
  of: string;
  /** The short reasons, shown until the whole derivation is here. */
  children?: ReactNode;
}

/** The whole derivation of one conclusion of a kept analysis. */
export function Derived({ analysisId, of, children }: DerivedProps) {
  const { data, error, refetch } = useDerivation(analysisId, of);
  if (data) {
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <DerivationTree derivation={data} />
        <details>
          <summary className="inline-flex min-h-10 items-center gap-2 text-sm font-semibold text-course hover:underline">
            <Chevron />
            The whole as text
          </summary>
          <p className="mt-1 text-sm whitespace-pre-wrap">{data.text}</p>
        </details>
        <p className="text-sm text-soft">Nothing else was looked at, and asked again it is the same to the letter.</p>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      {children}
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton rows={2} height="line" label="Looking up the reasons" />}
    </div>
  );
}

interface WhyProps extends Omit<DerivedProps, "children"> {
  title?: string;
  /** Where the title alone does not say what it is about. */
  about?: string;
}

/** "Why?" beside a conclusion; asks only when it is opened. */
export function Why({ title = "Why?", about, ...derived }: WhyProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={(event) => (event.target === event.currentTarget ? setIsOpen(event.currentTarget.open) : undefined)}>
      <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
        <Chevron />
        {title}
        {about ? <span className="sr-only">{` ${about}`}</span> : null}
      </summary>
      {isOpen ? (
        <div className="mt-1 rounded-xl border border-line bg-card p-3 sm:p-4">
          <Derived {...derived} />
        </div>
      ) : null}
    </details>
  );
}
