"use client";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { useProblemText } from "@/components/ui/problem-text";
import { useSkill } from "@/hooks/use-catalog";
import type { Translate } from "@/messages";
import { titleOfSlug } from "@/types/former-slugs";
import type { Entry, ServerState, TickEntry, RatingEntry } from "@/types/outbox";
import { ApiProblem } from "@/types/problem";

function stateText(t: Translate, state: ServerState): string {
  if ("level" in state) return state.level === null ? t("outbox.unrated") : t("outbox.level", { level: state.level });
  const { status, hoursSpent } = state;
  return hoursSpent === null ? t("roadmap.item.status", { status }) : t("outbox.spent", { status, hours: hoursSpent });
}

interface ChangeProps<E extends Entry> {
  entry: E;
}

function TickText({ entry }: ChangeProps<TickEntry>) {
  const t = useTranslations();
  const { skill, level, change } = entry;
  const own = stateText(t, { status: change.status, hoursSpent: change.hoursSpent ?? null });
  return t("outbox.change", { what: t("level.step", { skill: skill.title, level }), own });
}

function RatingText({ entry }: ChangeProps<RatingEntry>) {
  const t = useTranslations();
  const { data } = useSkill(entry.skill);
  const what = data?.title ?? titleOfSlug(entry.skill);
  return t("outbox.change", { what, own: stateText(t, { level: entry.level }) });
}

function Reason({ error }: { error: ApiProblem }) {
  const { title, detail, fields } = useProblemText(error);
  return [title, detail, ...fields].filter(Boolean).join(" · ");
}

interface OutboxDecisionProps {
  entry: Entry;
  onRetry: () => void;
  onDiscard: () => void;
}

/** One change that the server has not taken: what it is, why, and the two ways on. */
export function OutboxDecision({ entry, onRetry, onDiscard }: OutboxDecisionProps) {
  const t = useTranslations();
  const { refusal } = entry;
  if (!refusal) return null;
  const { theirs } = refusal;
  return (
    <li className="card flex flex-wrap items-center gap-x-6 gap-y-3 border-l-4 border-l-weak p-4">
      <div className="min-w-0 grow basis-72">
        <p className="font-semibold">
          {entry.kind === "tick" ? <TickText entry={entry} /> : <RatingText entry={entry} />}
        </p>
        <p className="text-soft">
          {theirs ? (
            t("outbox.theirs", { theirs: stateText(t, theirs) })
          ) : (
            <Reason error={new ApiProblem(refusal.problem)} />
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button onClick={onRetry}>{theirs ? t("outbox.useMine") : t("common.retry")}</Button>
        <Button onClick={onDiscard}>{theirs ? t("outbox.keepTheirs") : t("outbox.discard")}</Button>
      </div>
    </li>
  );
}
