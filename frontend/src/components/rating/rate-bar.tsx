"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { Button, ButtonLink } from "@/components/ui/button";
import { points } from "@/components/ui/format";
import { Failure } from "@/components/ui/notice";
import { useCreateAnalysis } from "@/hooks/use-analyses";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";

interface RateBarProps {
  role: string;
  variant: string;
  readiness: number | undefined;
  rated: number;
  all: number;
}

function KeptAnalysisButton({ role, variant }: { role: string; variant: string }) {
  const router = useRouter();
  const analysis = useCreateAnalysis();
  const { flush, error } = useRatingSync();
  const [isWaiting, setIsWaiting] = useState(false);
  async function analyse() {
    setIsWaiting(true);
    if (await flush()) {
      analysis.mutate({ role, variant }, { onSuccess: (made) => router.push(pages.analysis(made.id)) });
    }
    setIsWaiting(false);
  }
  const failure = error ?? analysis.error;
  return (
    <>
      <Button kind="primary" isBusy={isWaiting || analysis.isPending} onClick={() => void analyse()}>
        See my readiness
      </Button>
      {failure ? (
        <div className="basis-full">
          <Failure error={failure} />
        </div>
      ) : null}
    </>
  );
}

/** Stays in sight while one rates: how far one is, and the way on. */
export function RateBar({ role, variant, readiness, rated, all }: RateBarProps) {
  const { user } = useSession();
  return (
    <div className="sticky bottom-0 -mx-4 border-t border-line bg-card px-4 py-3 sm:mx-0 sm:rounded-t-2xl sm:border-x sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p role="status">
          <span className="font-semibold">{readiness === undefined ? "Readiness …" : `Readiness ${points(readiness)} of 100`}</span>
          <span className="text-soft">{` · ${rated} of ${all} rated`}</span>
        </p>
        {user ? (
          <KeptAnalysisButton role={role} variant={variant} />
        ) : (
          <ButtonLink href={pages.readiness(role, variant)} kind="primary">
            See my readiness
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
