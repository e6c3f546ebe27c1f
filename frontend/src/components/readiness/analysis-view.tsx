import type { ReactNode } from "react";

import { GapRow } from "@/components/readiness/gap-row";
import { Ring } from "@/components/readiness/ring";
import { Why } from "@/components/readiness/why";
import { Chevron, ExplanationText } from "@/components/ui/facts";
import { count, hoursRange, points, share, signed, typicalHours } from "@/components/ui/format";
import type { Analysis, Gap, GapClass } from "@/types/model";

interface PartProps {
  analysis: Analysis;
  /** Present where the analysis is kept: then every conclusion can be traced to its facts. */
  analysisId?: string | undefined;
}

const classes: readonly (readonly [GapClass, string, string, string])[] = [
  ["missing", "Missing", "You have not started these.", "bg-course-tint text-course border-course"],
  ["weak", "Weak", "You have begun; the role asks for more.", "bg-weak-tint text-weak border-weak"],
  ["strong", "Strong", "You already meet these.", "bg-strong-tint text-strong border-strong"],
];

function ofClass(analysis: Analysis, gapClass: GapClass): Gap[] {
  const weights = { core: 0, supporting: 1, bonus: 2 } as const;
  return analysis.gaps
    .filter((gap) => gap.gapClass === gapClass)
    .sort((a, b) => weights[a.importance] - weights[b.importance] || b.pointsPossible - a.pointsPossible);
}

/** What the range of readiness means; nothing where every rating is certain. */
function Doubt({ readiness }: { readiness: Analysis["readiness"] }) {
  const { low, high, coverage } = readiness;
  if (points(low) === points(high)) return null;
  return (
    <p className="mt-2">
      {`Some of your ratings are not certain: with a chance of ${share(coverage)} your readiness lies between ${points(low)} and ${points(high)}.`}
    </p>
  );
}

function Summary({ analysis, analysisId }: PartProps) {
  const { readiness, hoursLeft } = analysis;
  return (
    <section aria-label="Readiness" className="card grid gap-6 p-5 sm:grid-cols-[auto_1fr] sm:items-center sm:gap-8 sm:p-8">
      <Ring value={readiness.points} low={readiness.low} high={readiness.high} />
      <div>
        <h2 className="text-2xl">{readiness.band.title}</h2>
        <p className="mt-1 max-w-prose text-soft">{readiness.band.text}</p>
        <p className="mt-2">
          {readiness.isCoreMet ? "Every core requirement is met." : "Some core requirements are still open."}
          {(readiness.bonusPoints ?? 0) > 0 ? ` Bonus: ${signed(readiness.bonusPoints ?? 0)} points beside the score.` : ""}
          {hoursLeft.typical > 0 ? ` About ${typicalHours(hoursLeft)} are left in what the role asks for (${hoursRange(hoursLeft)}); the roadmap adds what that stands on.` : ""}
        </p>
        <Doubt readiness={readiness} />
        <ul className="mt-4 flex flex-wrap gap-2">
          {classes.map(([gapClass, title, , look]) => (
            <li key={gapClass}>
              <a href={`#${gapClass}`} className={`inline-flex min-h-10 items-center gap-2 rounded-full border px-4 font-semibold ${look}`}>
                <span>{ofClass(analysis, gapClass).length}</span>
                {title.toLowerCase()}
              </a>
            </li>
          ))}
        </ul>
      </div>
      {analysisId ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1 sm:col-span-2">
          <Why analysisId={analysisId} of="readiness" title={`Why ${points(readiness.points)}?`} />
          <Why analysisId={analysisId} of="band" title={`Why “${readiness.band.title}”?`} />
        </div>
      ) : null}
    </section>
  );
}

function Advice({ analysis, analysisId }: PartProps) {
  if (analysis.advice.length === 0) return null;
  return (
    <section aria-labelledby="advice">
      <h2 id="advice" className="mb-3 text-2xl">
        Advice
      </h2>
      <ul className="grid gap-3 md:grid-cols-2">
        {analysis.advice.map(({ slug, title, text, source }) => (
          <li key={slug} className="rounded-xl bg-land p-4">
            <h3 className="text-lg">{title}</h3>
            <p className="mt-1">{text}</p>
            <code className="mt-2 block text-xs">{source}</code>
            {analysisId ? <Why analysisId={analysisId} of={`advice:${slug}`} about={title} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Readiness with its reasons: the score, the advice, and every requirement by what is missing. */
export function AnalysisView({ analysis, analysisId, wayOn }: PartProps & { wayOn: ReactNode }) {
  return (
    <>
      <Summary analysis={analysis} analysisId={analysisId} />
      {wayOn}
      <Advice analysis={analysis} analysisId={analysisId} />
      {classes.map(([gapClass, title, text]) => {
        const gaps = ofClass(analysis, gapClass);
        return (
          <section key={gapClass} id={gapClass} aria-labelledby={`${gapClass}-title`}>
            <h2 id={`${gapClass}-title`} className="text-2xl">
              {title} <span className="text-base font-normal text-soft">{count(gaps.length, "requirement")}</span>
            </h2>
            <p className="mb-3 text-soft">{gaps.length > 0 ? text : "None."}</p>
            <ul className="grid gap-3">
              {gaps.map((gap) => (
                <GapRow key={gap.key} gap={gap} analysisId={analysisId} />
              ))}
            </ul>
          </section>
        );
      })}
      <details className="card">
        <summary className="flex min-h-11 items-center gap-3 px-4 py-3 font-semibold hover:bg-sunk">
          <Chevron />
          How the score comes about
        </summary>
        <div className="border-t border-line px-4 py-4 sm:px-10">
          <ExplanationText explanation={analysis.explanation} />
          <p className="mt-3 text-sm text-soft">{`Knowledge ${analysis.knowledgeVersion}, engine ${analysis.engineVersion}. The same question always gets the same answer.`}</p>
        </div>
      </details>
    </>
  );
}
