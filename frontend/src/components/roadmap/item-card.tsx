import { ItemDetails } from "@/components/roadmap/item-details";
import { StatusChoice } from "@/components/roadmap/status-choice";
import { Chevron } from "@/components/ui/facts";
import { typicalHours, weekRange } from "@/components/ui/format";
import type { ItemStatus, PlanItem } from "@/types/model";

export interface ItemActions {
  onStatus: (item: PlanItem, status: ItemStatus) => void;
  onSpend: (item: PlanItem, hours: number | null) => void;
}

interface ItemCardProps {
  item: PlanItem;
  all: ReadonlyMap<string, PlanItem>;
  /** Absent where the roadmap is only looked at. */
  actions?: ItemActions | undefined;
}

function stateOf(item: PlanItem): { text: string; look: string; mark: string } {
  if (item.status === "done") return { text: "Done", look: "bg-strong-tint text-strong", mark: "fill-strong stroke-strong" };
  if (item.status === "skipped") return { text: "Skipped", look: "bg-sunk text-soft", mark: "fill-sunk stroke-edge" };
  if (item.status === "doing") return { text: "Doing", look: "bg-weak-tint text-weak", mark: "fill-weak-tint stroke-weak" };
  if (item.isReadyNow) return { text: "Ready now", look: "bg-course text-on-course", mark: "fill-course stroke-course" };
  return { text: "", look: "", mark: "fill-page stroke-edge" };
}

function Buoy({ mark, isDone }: { mark: string; isDone: boolean }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className="absolute top-4 -left-3 size-6">
      <circle cx="12" cy="12" r="8.5" className={`${mark} stroke-[3]`} />
      {isDone ? <path d="M8.4 12.3l2.4 2.4 4.8-5" className="fill-none stroke-card stroke-2" /> : null}
    </svg>
  );
}

/** One step of the route. */
export function ItemCard({ item, all, actions }: ItemCardProps) {
  const state = stateOf(item);
  const title = `${item.skill.title}, level ${item.level}`;
  const isOver = item.status === "done" || item.status === "skipped";
  return (
    <li id={`item-${item.id}`} className="relative border-l-2 border-course pb-3 pl-6 last:pb-0 target:[&>article]:border-course sm:pl-8">
      <Buoy mark={state.mark} isDone={item.status === "done"} />
      <article aria-label={title} className={`card p-4 ${state.text === "Ready now" ? "border-course" : ""}`}>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <div className="min-w-0">
            <h3 className="text-lg">
              {item.skill.title} <span className="font-sans font-normal text-soft">{`${item.level} ${item.levelName}`}</span>
              {state.text ? <span className={`ml-2 inline-block rounded-full px-2.5 py-1 font-sans text-sm font-bold whitespace-nowrap ${state.look}`}>{state.text}</span> : null}
            </h3>
            <p className="text-sm text-soft">{`${typicalHours(item.hours)} · ${weekRange(item.startWeek, item.endWeek)}`}</p>
          </div>
          {actions ? (
            <StatusChoice label={`Progress of ${title}`} status={item.status} onChoose={(status) => actions.onStatus(item, status)} />
          ) : null}
        </div>
        {isOver ? null : (
          <ul className="mt-2 list-disc pl-5">
            {item.canDo.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <details className="mt-2">
          <summary className="inline-flex min-h-10 items-center gap-2 font-semibold text-course hover:underline">
            <Chevron />
            Why and how
            <span className="sr-only">{`: ${title}`}</span>
          </summary>
          <ItemDetails item={item} all={all} onSpend={actions ? (hours) => actions.onSpend(item, hours) : undefined} />
        </details>
      </article>
    </li>
  );
}
