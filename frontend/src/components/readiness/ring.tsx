import { points } from "@/components/ui/format";

/** Readiness as a ring; drawn with attributes so that a strict content policy lets it stand. */
export function Ring({ value }: { value: number }) {
  return (
    <svg viewBox="0 0 160 160" role="img" aria-label={`Readiness ${points(value)} of 100`} className="size-40 shrink-0 sm:size-44">
      <circle cx="80" cy="80" r="66" className="fill-none stroke-line stroke-[16]" />
      {value > 0 ? (
        <circle
          cx="80"
          cy="80"
          r="66"
          pathLength={100}
          strokeDasharray={`${value} 100`}
          transform="rotate(-90 80 80)"
          className="fill-none stroke-course stroke-[16]"
        />
      ) : null}
      <text x="80" y="86" textAnchor="middle" className="fill-ink font-display text-[40px] font-bold">
        {points(value)}
      </text>
      <text x="80" y="108" textAnchor="middle" className="fill-soft text-[14px]">
        of 100
      </text>
    </svg>
  );
}
