"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

import { ItemDetails } from "@/components/roadmap/item-details";
import { heldIn, heldText, isDueAgain, isOpen, stateOf, type ItemState } from "@/components/roadmap/item-state";
import { StatusChoice } from "@/components/roadmap/status-choice";
import { Chevron } from "@/components/ui/facts";
import { rich } from "@/components/ui/rich";
import { useDays } from "@/components/ui/use-days";
import { weekRange } from "@/components/ui/week-range";
import type { AgreedUpdate } from "@/hooks/use-item-progress";
import type { Translate } from "@/messages";
import { pages } from "@/services/paths";
import type { ItemStatus, PlanItem } from "@/types/model";

export interface ItemActions {
  onStatus: (item: PlanItem, status: ItemStatus) => void;
  onSpend: (item: PlanItem, hours: number | null) => void;
}

export interface ItemCardProps {
  item: PlanItem;
  all: ReadonlyMap<string, PlanItem>;
  /** Whether the plan is stored, so that its steps have dates and progress. */
  isStored: boolean;
  /** The last tick that the server agreed to. */
  agreed: AgreedUpdate | null;
  /** Absent where the roadmap is only looked at. */
  actions?: ItemActions | undefined;
}

const looks = {
  done: { look: "bg-strong-tint text-strong", mark: "fill-strong stroke-strong" },
  held: { look: "bg-strong-tint text-strong", mark: "fill-strong-tint stroke-strong" },
  skipped: { look: "bg-sunk text-soft", mark: "fill-sunk stroke-edge" },
  doing: { look: "bg-weak-tint text-weak", mark: "fill-weak-tint stroke-weak" },
  ready: { look: "bg-course text-on-course", mark: "fill-course stroke-course" },
  todo: { look: "", mark: "fill-page stroke-edge" },
} as const;

function stateText(t: Translate, state: ItemState): string {
  if (state === "todo") return "";
  if (state === "held") return t("roadmap.item.held.label");
  return state === "ready" ? t("roadmap.item.readyNow") : t("roadmap.item.status", { status: state });
}

function StatusIcon({ mark, isDone }: { mark: string; isDone: boolean }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className="absolute top-4 -left-3 size-6">
      <circle cx="12" cy="12" r="8.5" className={`${mark} stroke-[3]`} />
      {isDone ? <path d="M8.4 12.3l2.4 2.4 4.8-5" className="fill-none stroke-card stroke-2" /> : null}
    </svg>
  );
}

/** When a step is learned or was, and for how long. */
function useItemTime(item: PlanItem, isStored: boolean): string {
  const t = useTranslations();
  const { day, span } = useDays();
  const { status, hours, hoursSpent, hoursLeft, doneOn, startOn, endOn, startWeek, endWeek } = item;
  if (!isStored) {
    return t("roadmap.item.meta", { hours: hours.typical, weeks: weekRange(t, startWeek, endWeek) });
  }
  if (status === "done" && doneOn) {
    return hoursSpent === null
      ? t("roadmap.item.doneOn", { date: day(doneOn), hours: hours.typical })
      : t("roadmap.item.doneSpent", { date: day(doneOn), hours: hoursSpent });
  }
  if (startOn === null || endOn === null) return t("number.hours", { hours: hours.typical });
  const dates = span({ start: startOn, end: endOn });
  return hoursSpent === null
    ? t("roadmap.item.meta", { hours: hours.typical, weeks: dates })
    : t("roadmap.item.underWay", { left: hoursLeft, spent: hoursSpent, dates });
}

/** Why a step counts as held, with the other roadmap it was finished in where that is why. */
function HeldBecause({ item, all }: Pick<ItemCardProps, "item" | "all">) {
  const t = useTranslations();
  const other = heldIn(item);
  if (!other) return <p>{heldText(t, item, [...all.values()])}</p>;
  const name = t("seniority.role", { role: other.role.title, variant: other.variantTitle });
  return (
    <p>
      {t.rich("roadmap.item.held.inRoadmap", {
        name,
        link: (text) => (
          <Link href={pages.roadmap(other.roadmapId)} prefetch={false} className="link">
            {text}
          </Link>
        ),
      })}
    </p>
  );
}

function Gained({ points }: { points: number }) {
  const t = useTranslations();
  if (points === 0) return null;
  return (
    <span className={`ml-2 inline-block font-sans text-sm font-bold ${points > 0 ? "text-strong" : "text-weak"}`}>
      {t("roadmap.readiness.gained", { points })}
    </span>
  );
}

/** One step of the roadmap. */
export function ItemCard({ item, all, isStored, agreed, actions }: ItemCardProps) {
  const t = useTranslations();
  const state = stateOf(item);
  const { look, mark } = looks[state];
  const text = stateText(t, state);
  const title = t("level.step", { skill: item.skill.title, level: item.level });
  const time = useItemTime(item, isStored);
  const isOver = !isOpen(item);
  return (
    <li
      id={`item-${item.id}`}
      className="relative border-l-2 border-course pb-3 pl-6 last:pb-0 target:[&>article]:border-course sm:pl-8"
    >
      <StatusIcon mark={mark} isDone={state === "done" || state === "held"} />
      <article aria-label={title} className={`card p-4 ${state === "ready" ? "border-course" : ""}`}>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <div className="min-w-0">
            <h3 className="text-lg">
              {item.skill.title}{" "}
              <span className="font-sans font-normal text-soft">
                {t("level.name", { level: item.level, name: item.levelName })}
              </span>
              {text ? (
                <span
                  className={`ml-2 inline-block rounded-full px-2.5 py-1 font-sans text-sm font-bold whitespace-nowrap ${look}`}
                >
                  {text}
                </span>
              ) : null}
              {agreed?.itemId === item.id ? <Gained points={agreed.gained} /> : null}
            </h3>
            <p className="text-sm text-soft">{time}</p>
            {state === "held" ? <HeldBecause item={item} all={all} /> : null}
            {isDueAgain(item) ? <p>{t("roadmap.item.dueAgain")}</p> : null}
          </div>
          {actions && state !== "held" ? (
            <StatusChoice
              label={t("roadmap.item.progress", { step: title })}
              status={item.status}
              onChoose={(status) => actions.onStatus(item, status)}
            />
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
            <span>{t.rich("roadmap.item.whyAndHow", { step: title, ...rich })}</span>
          </summary>
          <ItemDetails
            item={item}
            all={all}
            onSpend={actions && state !== "held" ? (hours) => actions.onSpend(item, hours) : undefined}
          />
        </details>
      </article>
    </li>
  );
}
