"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";

import { InfeasiblePlan } from "@/components/roadmap/infeasible-plan";
import type { LimitStart } from "@/components/roadmap/limit-fields";
import { LineMark } from "@/components/roadmap/line-mark";
import { PlanOptionsFields } from "@/components/roadmap/plan-options-fields";
import { WhatIfFigures } from "@/components/roadmap/what-if-figures";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/notice";
import { rich } from "@/components/ui/rich";
import type { Choice } from "@/types/model";
import type { WhatIfView } from "@/types/planning";
import { withNearest, type Alternative, type PlanOptions } from "@/types/plan-options";

interface WhatIfCardProps {
  alternative: Alternative;
  name: string;
  /** What the API calculated, as soon as it did. */
  view: WhatIfView | undefined;
  /** The figures are those of earlier options. */
  isOld: boolean;
  choices: readonly Choice[];
  start: LimitStart;
  wholeHours: number;
  isChoiceOpen: boolean;
  onChange: (options: PlanOptions) => void;
  onTake: () => void;
  onRemove: () => void;
}

/** Other options beside the current ones: their fields, what they lead to, and the button to use them. */
export function WhatIfCard({ alternative, name, view, isOld, onTake, onRemove, ...fields }: WhatIfCardProps) {
  const t = useTranslations();
  const heading = useId();
  const { name: letter, options } = alternative;
  return (
    <article aria-labelledby={heading} className="card grid grid-cols-[minmax(0,1fr)] content-start gap-5 p-4 sm:p-5">
      <header className="flex items-start gap-3">
        <LineMark letter={letter} />
        <h3 id={heading} className="grow text-lg">
          {name}
        </h3>
      </header>
      <PlanOptionsFields
        isSmall
        options={options}
        {...fields}
        choices={view?.choices.length ? view.choices : fields.choices}
      />
      <div aria-busy={isOld} className={isOld && view ? "opacity-60" : ""}>
        {view ? null : <Skeleton rows={3} height="line" label={t("roadmap.whatIf.loading", { letter })} />}
        {view?.problem ? (
          <InfeasiblePlan
            isSmall
            problem={view.problem}
            choices={fields.choices}
            onTake={(nearest) => fields.onChange(withNearest(options, nearest))}
          />
        ) : null}
        {view && !view.problem ? <WhatIfFigures view={view} /> : null}
      </div>
      <div className="flex flex-wrap gap-3">
        {view && !view.problem ? (
          <Button kind="primary" isBusy={isOld} onClick={onTake}>
            <span>{t.rich("roadmap.whatIf.use", { letter, name, ...rich })}</span>
          </Button>
        ) : null}
        <Button onClick={onRemove}>
          <span>{t.rich("roadmap.whatIf.remove", { letter, ...rich })}</span>
        </Button>
      </div>
    </article>
  );
}
