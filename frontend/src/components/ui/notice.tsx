"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { useProblemText } from "@/components/ui/problem-text";

/** An error with what to do about it. */
export function Failure({ error, onRetry }: { error: Error; onRetry?: (() => void) | undefined }) {
  const t = useTranslations();
  const { title, detail, fields } = useProblemText(error);
  return (
    <div role="alert" className="card border-l-4 border-l-course p-4 sm:p-5">
      <p className="font-semibold">{title}</p>
      <p className="mt-1 text-soft">{detail}</p>
      {fields.length > 0 ? (
        <ul className="mt-2 list-disc pl-5 text-soft">
          {fields.map((field) => (
            <li key={field}>{field}</li>
          ))}
        </ul>
      ) : null}
      {onRetry ? (
        <Button className="mt-3" onClick={onRetry}>
          {t("common.retry")}
        </Button>
      ) : null}
    </div>
  );
}

/** Nothing here yet, and how to get something. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-2xl border-2 border-dashed border-line p-6 text-center sm:p-10">
      <p className="font-display text-xl font-semibold">{title}</p>
      <div className="mx-auto mt-2 max-w-md text-soft">{children}</div>
    </div>
  );
}

/** Something worth knowing that asks for nothing. */
export function Note({ children }: { children: ReactNode }) {
  return <div className="rounded-xl bg-sunk px-4 py-3">{children}</div>;
}

const heights = { line: "h-6", row: "h-16", block: "h-40" } as const;

/** A placeholder for what is being loaded. */
export function Skeleton({
  rows = 3,
  height = "row",
  label,
}: {
  rows?: number;
  height?: keyof typeof heights;
  label?: string;
}) {
  const t = useTranslations();
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">{label ?? t("common.loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} aria-hidden="true" className={`animate-pulse rounded-xl bg-sunk ${heights[height]}`} />
      ))}
    </div>
  );
}
