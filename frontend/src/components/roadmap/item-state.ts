import type { Translate } from "@/messages";
import type { HeldIn, PlanItem } from "@/types/model";

export type ItemState = "done" | "skipped" | "held" | "doing" | "ready" | "todo";

/** How a step stands; `held` is what the person can do already without having ticked it here. */
export function stateOf({ status, isHeld, heldBy, isReadyNow }: PlanItem): ItemState {
  if (status === "done" || status === "skipped") return status;
  // A tick that was just taken back is held by the item until the server has agreed.
  if (isHeld && heldBy !== "item") return "held";
  if (status === "doing") return "doing";
  return isReadyNow ? "ready" : "todo";
}

export function isOpen(item: PlanItem): boolean {
  const state = stateOf(item);
  return state !== "done" && state !== "skipped" && state !== "held";
}

/** Whether a step was finished and its skill has been rated lower since. */
export const isDueAgain = ({ status, isHeld, doneOn }: PlanItem): boolean =>
  status === "done" && !isHeld && doneOn !== null;

const isHad = (item: PlanItem) => item.isHeld || item.status === "done";

/** The roadmap in which a step was finished, the latest of several, where that is why it counts as held. */
export const heldIn = (item: PlanItem): HeldIn | null =>
  item.heldBy === "roadmap" && stateOf(item) === "held" ? (item.heldIn[0] ?? null) : null;

/** Why a step counts as held; names the step it follows from where this roadmap has it. */
export function heldText(t: Translate, item: PlanItem, all: readonly PlanItem[]): string {
  const higher = all.find((one) => one.skill.slug === item.skill.slug && one.level > item.level && isHad(one));
  const nameOf = ({ skill, level }: PlanItem) => t("level.stepShort", { skill: skill.title, level });
  if (item.heldBy === "rating") return t("roadmap.item.held.rating");
  if (item.heldBy === "placement") return t("roadmap.item.held.placement");
  if (higher) return t("roadmap.item.held.follows", { step: nameOf(higher) });
  if (item.heldBy === "roadmap") return t("roadmap.item.held.roadmap");
  const root = all.find((one) => one.dependsOn.includes(item.id) && isHad(one));
  return root ? t("roadmap.item.held.follows", { step: nameOf(root) }) : t("roadmap.item.held.implied");
}

/** The step to continue with: one in progress, otherwise the first whose prerequisites are all held. */
export function nextStep(items: readonly PlanItem[]): PlanItem | undefined {
  const open = items.filter(isOpen);
  return open.find(({ status }) => status === "doing") ?? open.find(({ isReadyNow }) => isReadyNow) ?? open[0];
}
