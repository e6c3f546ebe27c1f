"use client";
import { useFormatter, useTranslations } from "use-intl";

import { pinTitles } from "@/components/roadmap/pin-titles";
import type { Translate } from "@/messages";
import type { Choice } from "@/types/model";
import { limitText, type Limit, type PlanOptions } from "@/types/plan-options";

function limitName(t: Translate, limit: Limit): string {
  if (limit.kind === "budget") return t("roadmap.whatIf.name.budget", { hours: limit.hours });
  if (limit.kind === "date") return t("roadmap.whatIf.name.date", { date: new Date(limit.until) });
  if (limit.kind === "readiness") return t("roadmap.whatIf.name.readiness", { points: limit.points });
  return t("roadmap.whatIf.name.none");
}

/** How options are called: by what is different from the current ones, as in "12 h a week · Until Mar 1, 2027". */
export function useOptionNames(current: PlanOptions, choices: readonly Choice[]): (options: PlanOptions) => string {
  const t = useTranslations();
  const format = useFormatter();
  const skills = (pins: readonly string[]) => format.list(pinTitles(pins, choices));
  return (options) => {
    const parts: string[] = [];
    if (options.hoursPerWeek !== current.hoursPerWeek) {
      parts.push(t("roadmap.whatIf.name.pace", { hours: options.hoursPerWeek }));
    }
    if (limitText(options.limit) !== limitText(current.limit)) parts.push(limitName(t, options.limit));
    const added = options.pins.filter((pin) => !current.pins.includes(pin));
    const removed = current.pins.filter((pin) => !options.pins.includes(pin));
    if (added.length > 0) parts.push(t("roadmap.whatIf.name.with", { skills: skills(added) }));
    else if (removed.length > 0) parts.push(t("roadmap.whatIf.name.without", { skills: skills(removed) }));
    return parts.join(t("roadmap.whatIf.name.separator")) || t("roadmap.whatIf.name.same");
  };
}
