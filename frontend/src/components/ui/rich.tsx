import type { ReactNode } from "react";

/** The tags a message may use, for `t.rich`. */
export const rich = {
  hidden: (text: ReactNode) => <span className="sr-only">{text}</span>,
  soft: (text: ReactNode) => <span className="text-soft">{text}</span>,
  strong: (text: ReactNode) => <span className="font-semibold">{text}</span>,
} as const;
