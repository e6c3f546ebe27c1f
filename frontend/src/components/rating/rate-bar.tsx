"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { readinessText } from "@/components/placement/readiness-range";
import { Button, ButtonLink } from "@/components/ui/button";
import { Failure } from "@/components/ui/notice";
import { useCreateAnalysis } from "@/hooks/use-analyses";
import { useRatingSync } from "@/hooks/use-rating-sync";
import { useSession } from "@/hooks/use-session";
import { pages } from "@/services/paths";
import type { ShownReadiness } from "@/types/placed-ratings";

interface RateBarProps {
  role: string;
  variant: string;
  readiness: ShownReadiness | undefined;
  rated: number;
  all: number;
}

function StoredAnalysisButton({ role, variant }: { role: string; variant: string }) {
  const t = useTranslations();
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
        {t("rating.bar.submit")}
      </Button>
      {failure ? (
        <div className="basis-full">
          <Failure error={failure} />
        </div>
      ) : null}
    </>
  );
}

/** Stays in sight while rating: how much is rated, and the next action. */
export function RateBar({ role, variant, readiness, rated, all }: RateBarProps) {
  const t = useTranslations();
  const { user } = useSession();
  return (
    <div className="sticky bottom-0 -mx-4 border-t border-line bg-card px-4 py-3 sm:mx-0 sm:rounded-t-2xl sm:border-x sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p role="status" className="flex flex-wrap gap-x-3">
          <span className="font-semibold">{readiness ? readinessText(t, readiness) : t("readiness.line.pending")}</span>
          <span className="text-soft">{t("rating.group", { rated, total: all })}</span>
        </p>
        {user ? (
          <StoredAnalysisButton role={role} variant={variant} />
        ) : (
          <ButtonLink href={pages.readiness(role, variant)} kind="primary">
            {t("rating.bar.submit")}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
