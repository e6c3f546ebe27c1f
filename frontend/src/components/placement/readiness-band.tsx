import { honestRange, rangeWords, type Range } from "@/components/placement/words";

/** Where readiness lies on the scale from 0 to 100: a band that narrows while one answers. */
export function ReadinessBand({ range, coverage }: { range: Range; coverage?: number }) {
  const { low, placed, high } = honestRange(range);
  const isOpen = high - low >= 70;
  return (
    <div>
      <p>{rangeWords(range)}</p>
      <svg role="img" aria-label={isOpen ? "Readiness not known yet" : `Readiness between ${low} and ${high} of 100`} className="mt-2 block h-7 w-full overflow-visible">
        <rect y="8" width="100%" height="12" rx="6" className="fill-line" />
        <rect x={`${low}%`} y="8" width={`${Math.max(1, high - low)}%`} height="12" rx="6" className={`fill ${isOpen ? "fill-shoal-3" : "fill-strong"}`} />
        {isOpen ? null : <circle cx={`${placed}%`} cy="14" r="9" className="fill-card stroke-course stroke-4" />}
      </svg>
      <p aria-hidden="true" className="flex justify-between text-sm text-soft">
        <span>0</span>
        <span>50</span>
        <span>100</span>
      </p>
      {coverage !== undefined && !isOpen && high > low ? (
        <p className="mt-1 text-sm text-soft">{`In ${Math.round(coverage * 10)} of 10 cases like this the truth lies in the band.`}</p>
      ) : null}
    </div>
  );
}
