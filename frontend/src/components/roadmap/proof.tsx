"use client";
import { useTranslations } from "use-intl";

import { Chevron } from "@/components/ui/facts";
import { rich } from "@/components/ui/rich";
import type { Translate } from "@/messages";
import type { Certificate, LimitView, Proof } from "@/types/planning";

/** A share rounded up to a tenth of a percent, so that "at most" stays true. */
const roundUp = (share: number) => Math.ceil(1000 * share - 1e-6) / 1000;

/** `gap` is what is missing to the best order; seen from here, the best is this much better. */
const betterBy = ({ gap }: Certificate) => roundUp(gap / Math.max(1e-9, 1 - gap));

export const isProved = ({ status, gap }: Proof) => status === "proved" && gap === 0;

/** Whether a plan is about the readiness it leads to; otherwise about the hours it takes. */
const isAboutReadiness = (limit: LimitView | null) => limit !== null && limit.kind !== "readiness";

/** In few words how certain the plan is. */
export function proofText(t: Translate, selection: Proof, order: Certificate): string {
  if (!isProved(selection)) return t("roadmap.proof.short.near", { share: roundUp(selection.gap) });
  return order.gap === 0 ? t("roadmap.proof.short.best") : t("roadmap.proof.short.order", { share: betterBy(order) });
}

function stepsText(t: Translate, selection: Proof, limit: LimitView | null): string {
  if (!isProved(selection)) return t("roadmap.proof.steps.near", { share: roundUp(selection.gap) });
  return isAboutReadiness(limit) ? t("roadmap.proof.steps.bestLimit") : t("roadmap.proof.steps.best");
}

/** How it is known that no other choice of steps is better, or much better. */
function methodText(t: Translate, { status, gap }: Proof): string {
  if (status === "proved") return gap === 0 ? t("roadmap.proof.steps.proved") : t("roadmap.proof.steps.stable");
  return status === "time-limit" ? t("roadmap.proof.steps.time") : t("roadmap.proof.steps.unavailable");
}

function boundText(t: Translate, bound: number | null, limit: LimitView | null): string {
  if (bound === null) return "";
  return isAboutReadiness(limit)
    ? t("roadmap.proof.bound.points", { bound })
    : t("roadmap.proof.bound.hours", { bound });
}

/** Roadmaps from before orders were checked say nothing about theirs. */
const isUnchecked = ({ method }: Certificate) => method === "unknown";

function orderText(t: Translate, order: Certificate): string {
  if (isUnchecked(order)) return t("roadmap.proof.order.unchecked");
  return order.gap === 0 ? t("roadmap.proof.order.best") : t("roadmap.proof.order.near", { share: betterBy(order) });
}

function orderMethodText(t: Translate, order: Certificate): string {
  if (isUnchecked(order)) return t("roadmap.proof.order.unchecked");
  return order.gap === 0
    ? t("roadmap.proof.order.bestText")
    : t("roadmap.proof.order.nearText", { share: betterBy(order) });
}

function Seal({ isWhole }: { isWhole: boolean }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      className={`mt-0.5 size-5 shrink-0 ${isWhole ? "fill-strong" : "fill-weak"}`}
    >
      <circle cx="10" cy="10" r="9" />
      <path
        d={isWhole ? "M5.6 10.4l3 3 5.8-6.2" : "M5.5 10.8q2.2-2.6 4.5-.8t4.5-.8"}
        className="fill-none stroke-card stroke-2"
      />
    </svg>
  );
}

interface ProofBadgeProps {
  selection: Proof;
  order: Certificate;
  limit: LimitView | null;
}

function Method({ selection, order, limit }: ProofBadgeProps) {
  const t = useTranslations();
  return (
    <div className="mt-3 grid max-w-prose gap-2 border-t border-line pt-3">
      <p>
        <span className="font-semibold">{t("roadmap.proof.steps.title")}</span> {methodText(t, selection)}{" "}
        {boundText(t, selection.bound, limit)}
      </p>
      <p>
        <span className="font-semibold">{t("roadmap.proof.order.title")}</span> {orderMethodText(t, order)}
      </p>
      <p className="text-soft">{t("roadmap.proof.basis")}</p>
    </div>
  );
}

/** How good the plan is, and how that is known: its choice of steps, and their order. */
export function ProofBadge({ selection, order, limit }: ProofBadgeProps) {
  const t = useTranslations();
  const isWhole = isProved(selection);
  const text = stepsText(t, selection, limit);
  return (
    <details className="card px-4 py-3">
      <summary className="grid gap-1.5">
        <span className="flex gap-2.5">
          <Seal isWhole={isWhole} />
          <span>{isWhole ? t.rich("roadmap.proof.proven", { text, ...rich }) : text}</span>
        </span>
        <span className="flex gap-2.5">
          <Seal isWhole={order.gap === 0} />
          <span>{orderText(t, order)}</span>
        </span>
        <span className="flex items-center gap-2 pl-7.5 text-sm font-semibold text-course">
          <Chevron />
          {t("roadmap.proof.how")}
        </span>
      </summary>
      <Method selection={selection} order={order} limit={limit} />
    </details>
  );
}
