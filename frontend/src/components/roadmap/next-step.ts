import type { PlanItem } from "@/types/model";

/** The step to continue with: one in progress, otherwise the first whose prerequisites are all held. */
export function nextStep(items: readonly PlanItem[]): PlanItem | undefined {
  return (
    items.find((item) => item.status === "doing") ??
    items.find((item) => item.status === "todo" && item.isReadyNow) ??
    items.find((item) => item.status === "todo")
  );
}
