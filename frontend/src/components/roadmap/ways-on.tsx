"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/notice";
import { useChangePreview, useRoadmapChange } from "@/hooks/use-roadmaps";
import { useSaveChange } from "@/hooks/use-save-change";
import type { Translate } from "@/messages";
import { dateOf, spanOf } from "@/types/calendar";
import type { Roadmap, Schedule, WaysOn as Ways } from "@/types/model";
import type { RoadmapWhatIf } from "@/types/planning";

const NO_CHANGE = { resetProgress: false };

/** Behind, ahead or on time, in days. */
export function standText(t: Translate, daysBehind: number): string {
  if (daysBehind > 0) return t("roadmap.behind.behind", { days: daysBehind });
  return daysBehind < 0 ? t("roadmap.behind.ahead", { days: -daysBehind }) : t("roadmap.behind.onTime");
}

interface WayProps {
  title: string;
  text: string;
  isBusy: boolean;
  onTake: () => void;
}

function Way({ title, text, isBusy, onTake }: WayProps) {
  return (
    <li className="grid content-between gap-3 rounded-xl border border-line p-4">
      <p>{text}</p>
      <Button isBusy={isBusy} onClick={onTake}>
        {title}
      </Button>
    </li>
  );
}

/** What a new plan changes in the steps; nothing is a fact worth saying in words of its own. */
function changesText(t: Translate, { changes }: RoadmapWhatIf): string {
  if (!changes) return "";
  const isSame = changes.moved + changes.added + changes.dropped === 0;
  return isSame ? t("roadmap.behind.replan.same") : changes.text;
}

/** A new plan near the old one, with the end it would have. */
function ReplanWay({ roadmap, onLook }: { roadmap: Roadmap; onLook: () => void }) {
  const t = useTranslations();
  const { data, isOld } = useChangePreview(roadmap.id, roadmap.version, NO_CHANGE);
  const { save, isBusy, error } = useSaveChange(roadmap);
  const end = data && spanOf(data.result.items)?.end;
  const known = data && end ? { changes: changesText(t, data), date: dateOf(end) } : null;
  return (
    <>
      <Way
        title={t("roadmap.behind.replan.action")}
        text={known ? t("roadmap.behind.replan.known", known) : t("roadmap.behind.replan.text")}
        isBusy={isBusy || (known !== null && isOld)}
        onTake={() => (known ? void save(NO_CHANGE) : onLook())}
      />
      {error ? (
        <li className="sm:col-span-full">
          <Failure error={error} />
        </li>
      ) : null}
    </>
  );
}

interface ChoicesProps {
  roadmap: Roadmap;
  ways: Ways;
  isBehind: boolean;
  onReplan: () => void;
}

function Choices({ roadmap, ways, isBehind, onReplan }: ChoicesProps): ReactNode {
  const t = useTranslations();
  const change = useRoadmapChange(roadmap.id);
  const { shift, changePace } = ways;
  const direction = isBehind ? "behind" : "ahead";
  return (
    <>
      <ul aria-label={t("roadmap.behind.choices")} className="grid gap-3 sm:grid-cols-3">
        <Way
          title={t("roadmap.behind.shift.action")}
          text={t("roadmap.behind.shift.text", { direction, date: dateOf(shift.finishOn) })}
          isBusy={change.isPending}
          onTake={() => change.mutate({ shift: true })}
        />
        <ReplanWay roadmap={roadmap} onLook={onReplan} />
        {changePace ? (
          <Way
            title={t("roadmap.behind.pace.action", { hours: changePace.hoursPerWeek })}
            text={t("roadmap.behind.pace.text", { direction, date: dateOf(changePace.finishOn) })}
            isBusy={change.isPending}
            onTake={() => change.mutate({ hoursPerWeek: changePace.hoursPerWeek })}
          />
        ) : null}
      </ul>
      {change.error ? <Failure error={change.error} /> : null}
    </>
  );
}

/** Days behind or ahead of the plan, and what can be done about it with one action each. */
export function WaysOn({
  roadmap,
  schedule,
  onReplan,
}: {
  roadmap: Roadmap;
  schedule: Schedule;
  onReplan: () => void;
}) {
  const t = useTranslations();
  const { daysBehind, waysOn } = schedule;
  return (
    <div className="grid gap-3">
      <p role="status" className="font-semibold">
        {standText(t, daysBehind)}
      </p>
      {waysOn ? <Choices roadmap={roadmap} ways={waysOn} isBehind={daysBehind > 0} onReplan={onReplan} /> : null}
    </div>
  );
}
