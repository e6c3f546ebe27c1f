import { Suspense, type ReactNode } from "react";

import { Skeleton } from "@/components/ui/notice";

/** A screen that reads the address, which is only known in the browser. */
export function ClientScreen({ children }: { children: ReactNode }) {
  return (
    <Suspense
      fallback={
        <div className="mx-auto w-full max-w-5xl px-4 py-12 sm:px-6">
          <Skeleton rows={4} height="block" />
        </div>
      }
    >
      {children}
    </Suspense>
  );
}
