"use client";
import type { ReactNode } from "react";

import { useHeadingFocus } from "@/hooks/use-heading-focus";

interface PageProps {
  title: ReactNode;
  /** A line above the title: where this page belongs. */
  over?: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}

/** A screen: its one first-level heading takes the focus after a change of page. */
export function Page({ title, over, lead, children }: PageProps) {
  const heading = useHeadingFocus();
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-8 pb-16 sm:px-6 sm:pt-10">
      {over ? <div className="mb-5 text-soft">{over}</div> : null}
      <h1 ref={heading} tabIndex={-1} className="text-3xl sm:text-4xl">
        {title}
      </h1>
      {lead ? <div className="mt-3 max-w-2xl text-lg text-soft">{lead}</div> : null}
      <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-8">{children}</div>
    </div>
  );
}
