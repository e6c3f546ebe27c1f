import type { PlanItem } from "@/types/model";

/** What to go on with: what was begun, else the first step whose prerequisites are all held. */
export function nextStep(items: readonly PlanItem[]): PlanItem | undefined {
  return (
    items.find((item) => item.status === "doing") ??
    items.find((item) => item.status === "todo" && item.isReadyNow) ??
    items.find((item) => item.status === "todo")
  );
}
