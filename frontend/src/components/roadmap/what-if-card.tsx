"use client";
import { useId } from "react";

import { ImpossibleWish } from "@/components/roadmap/impossible-wish";
import type { LimitStart } from "@/components/roadmap/limit-wish";
import { LineMark } from "@/components/roadmap/line-mark";
import { WishFields } from "@/components/roadmap/plan-wishes";
import { WhatIfFigures } from "@/components/roadmap/what-if-figures";
import { Button } from "@/components/ui/button";
import { capital } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/notice";
import type { Choice } from "@/types/model";
import type { WhatIfView } from "@/types/planning";
import { withNearest, type Trial, type Wish } from "@/types/wish";

interface WhatIfCardProps {
  trial: Trial;
  name: string;
  /** What the API said, as soon as it did. */
  view: WhatIfView | undefined;
  /** The answer is one to an earlier wish. */
  isOld: boolean;
  choices: readonly Choice[];
  start: LimitStart;
  wholeHours: number;
  isChoiceOpen: boolean;
  onChange: (wish: Wish) => void;
  onTake: () => void;
  onRemove: () => void;
}

/** One wish on trial: what is wished, what it comes to, and the way to take it. */
export function WhatIfCard({ trial, name, view, isOld, onTake, onRemove, ...fields }: WhatIfCardProps) {
  const heading = useId();
  const { name: letter, wish } = trial;
  return (
    <article aria-labelledby={heading} className="card grid grid-cols-[minmax(0,1fr)] content-start gap-5 p-4 sm:p-5">
      <header className="flex items-start gap-3">
        <LineMark letter={letter} />
        <h3 id={heading} className="grow text-lg">
          {capital(name)}
        </h3>
      </header>
      <WishFields isSmall wish={wish} {...fields} choices={view?.choices.length ? view.choices : fields.choices} />
      <div aria-busy={isOld} className={isOld && view ? "opacity-60" : ""}>
        {view ? null : <Skeleton rows={3} height="line" label={`Trying ${letter}`} />}
        {view?.problem ? (
          <ImpossibleWish
            isSmall
            problem={view.problem}
            choices={fields.choices}
            onTake={(nearest) => fields.onChange(withNearest(wish, nearest))}
          />
        ) : null}
        {view && !view.problem ? <WhatIfFigures view={view} /> : null}
      </div>
      <div className="flex flex-wrap gap-3">
        {view && !view.problem ? (
          <Button kind="primary" isBusy={isOld} onClick={onTake}>
            Take this one
            <span className="sr-only">{`: ${letter}, ${name}`}</span>
          </Button>
        ) : null}
        <Button onClick={onRemove}>
          Remove
          <span className="sr-only">{` ${letter}`}</span>
        </Button>
      </div>
    </article>
  );
}
