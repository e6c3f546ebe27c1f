"use client";
import { useFormatter, useTranslations } from "use-intl";

import { pinTitles } from "@/components/roadmap/pin-titles";
import { Button } from "@/components/ui/button";
import type { Choice } from "@/types/model";
import type { Nearest, PlanProblem } from "@/types/planning";
import { ApiProblem } from "@/types/problem";

/** Why there is no plan, where the API says so rather than that something failed. */
export function planProblemOf(error: Error | null): PlanProblem | null {
  if (!(error instanceof ApiProblem) || (!error.problem.conflict && !error.problem.nearest)) return null;
  const { title, detail, conflict = null, nearest = null } = error.problem;
  return { slug: error.slug, title, detail, conflict, nearest };
}

/** What is in the way, by the slug of the problem: the API speaks of fields of a request, the screen does not. */
const reasons = {
  "budget-too-small": "budget",
  "date-in-past": "date",
  "pin-conflict": "pin",
  "pins-contradict": "pins",
  "target-out-of-reach": "readiness",
} as const;

const isReason = (slug: string): slug is keyof typeof reasons => slug in reasons;

function useReason({ slug, nearest }: PlanProblem): { title: string; text: string } {
  const t = useTranslations();
  const reason = isReason(slug) ? reasons[slug] : "other";
  const { budgetHours, targetReadiness } = nearest ?? {};
  const [hours, points] = [budgetHours, targetReadiness].map((one) => (typeof one === "number" ? one : null));
  if (reason === "budget") {
    const text = t("roadmap.infeasible.budget.text", { known: hours === null ? "no" : "yes", hours: hours ?? 0 });
    return { title: t("roadmap.infeasible.budget.title"), text };
  }
  if (reason === "readiness") {
    const text = t("roadmap.infeasible.readiness.text", { known: points === null ? "no" : "yes", points: points ?? 0 });
    return { title: t("roadmap.infeasible.readiness.title"), text };
  }
  return { title: t(`roadmap.infeasible.plain.${reason}.title`), text: t(`roadmap.infeasible.plain.${reason}.text`) };
}

/** The button that takes the closest possible plan. */
function useNearestText(choices: readonly Choice[]): (nearest: Nearest) => string {
  const t = useTranslations();
  const format = useFormatter();
  return ({ targetReadiness, budgetHours, untilDate, hoursPerWeek, pins }) => {
    if (typeof targetReadiness === "number") return t("roadmap.infeasible.take.readiness", { points: targetReadiness });
    if (typeof untilDate === "string") return t("roadmap.infeasible.take.date", { date: new Date(untilDate) });
    if (typeof budgetHours === "number") return t("roadmap.infeasible.take.budget", { hours: budgetHours });
    if (typeof hoursPerWeek === "number") return t("roadmap.infeasible.take.pace", { hours: hoursPerWeek });
    if (!Array.isArray(pins)) return t("roadmap.infeasible.take.other");
    if (pins.length === 0) return t("roadmap.infeasible.take.noPins");
    return t("roadmap.infeasible.take.pins", { skills: format.list(pinTitles(pins, choices)) });
  };
}

interface InfeasiblePlanProps {
  problem: PlanProblem;
  choices: readonly Choice[];
  onTake: (nearest: Nearest) => void;
  /** A small one fits into a card. */
  isSmall?: boolean;
}

/** Why there is no plan for some options, and the closest possible one. */
export function InfeasiblePlan({ problem, choices, onTake, isSmall = false }: InfeasiblePlanProps) {
  const { title, text } = useReason(problem);
  const nearestText = useNearestText(choices);
  const { nearest } = problem;
  return (
    <div role="alert" className={`rounded-xl border border-weak bg-weak-tint ${isSmall ? "p-3" : "p-4 sm:p-5"}`}>
      <p className="font-semibold">{title}</p>
      <p className="mt-1">{text}</p>
      {nearest ? (
        <Button className="mt-3" onClick={() => onTake(nearest)}>
          {nearestText(nearest)}
        </Button>
      ) : null}
    </div>
  );
}
