import { count, plainHours } from "@/components/ui/format";
import { Meter } from "@/components/ui/meter";
import type { Progress } from "@/types/model";

/** How far one is, as a bar and in words. */
export function ProgressLine({ progress, skipped = 0 }: { progress: Progress; skipped?: number }) {
  const { done, total, hoursDone, hoursTotal } = progress;
  const text = `${done} of ${total} steps done, ${plainHours(hoursDone)} of ${plainHours(hoursTotal)}${skipped > 0 ? `; ${count(skipped, "step")} skipped` : ""}`;
  return (
    <div className="grid gap-1.5">
      <Meter label={text} value={hoursDone} max={hoursTotal} tone="strong" />
      <p className="text-soft">{text}</p>
    </div>
  );
}
