import type { ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { ApiProblem } from "@/types/problem";

/** The words of a refusal; ours where the API speaks to programmers. */
export function wordsOf(error: Error): { title: string; detail: string } {
  if (!(error instanceof ApiProblem)) {
    return { title: "Something went wrong on this page", detail: "Try again; what you entered is kept." };
  }
  const { title, detail } = error.problem;
  if (error.status === 412) return { title, detail: "It was changed in another window. You see it as it is now: please repeat your change." };
  if (error.slug === "not-authenticated") return { title: "You are logged out", detail: "Log in again to go on; what you entered is kept." };
  if (error.slug === "unknown-role" || error.slug === "unknown-variant") return { title, detail: "Choose again: “Roles” above lists all that there are." };
  return { title, detail };
}

/** An error with what to do about it. */
export function Failure({ error, onRetry }: { error: Error; onRetry?: (() => void) | undefined }) {
  const { title, detail } = wordsOf(error);
  const faults = error instanceof ApiProblem ? (error.problem.fields ?? []) : [];
  return (
    <div role="alert" className="card border-l-4 border-l-course p-4 sm:p-5">
      <p className="font-semibold">{title}</p>
      <p className="mt-1 text-soft">{detail}</p>
      {faults.length > 0 ? (
        <ul className="mt-2 list-disc pl-5 text-soft">
          {faults.map((fault) => (
            <li key={fault.path}>{`${fault.path.replace(/^\$\.?/, "")}: ${fault.message}`}</li>
          ))}
        </ul>
      ) : null}
      {onRetry ? (
        <Button className="mt-3" onClick={onRetry}>
          Try again
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

/** A calm remark. */
export function Note({ children }: { children: ReactNode }) {
  return <div className="rounded-xl bg-sunk px-4 py-3">{children}</div>;
}

const heights = { line: "h-6", row: "h-16", block: "h-40" } as const;

/** Where something will stand in a moment. */
export function Skeleton({ rows = 3, height = "row", label = "Loading" }: { rows?: number; height?: keyof typeof heights; label?: string }) {
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">{label}…</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} aria-hidden="true" className={`animate-pulse rounded-xl bg-sunk ${heights[height]}`} />
      ))}
    </div>
  );
}
