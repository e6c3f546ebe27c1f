/** One look a plan, told apart by dash and letter as well as by colour. */
const looks = {
  A: { stroke: "stroke-course", fill: "fill-course", dash: undefined },
  B: { stroke: "stroke-strong", fill: "fill-strong", dash: "9 5" },
  C: { stroke: "stroke-weak", fill: "fill-weak", dash: "2 5" },
  D: { stroke: "stroke-ink", fill: "fill-ink", dash: "14 4 3 4" },
  E: { stroke: "stroke-soft", fill: "fill-soft", dash: "5 3" },
} as const;

const isKnown = (letter: string): letter is keyof typeof looks => letter in looks;

export const lookOf = (letter: string) => looks[isKnown(letter) ? letter : "A"];

/** The letter of a plan beside a piece of its line, as in the picture. */
export function LineMark({ letter }: { letter: string }) {
  const { stroke, fill, dash } = lookOf(letter);
  return (
    <svg aria-hidden="true" viewBox="0 0 56 24" className="h-6 w-14 shrink-0">
      <line x1="24" x2="56" y1="12" y2="12" strokeDasharray={dash} className={`stroke-[2.5] ${stroke}`} />
      <circle cx="12" cy="12" r="11" className={fill} />
      <text x="12" y="16.5" textAnchor="middle" className="fill-card text-[13px] font-bold">
        {letter}
      </text>
    </svg>
  );
}
