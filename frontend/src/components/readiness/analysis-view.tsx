"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { roundReadiness } from "@/components/placement/readiness-range";
import { GapRow } from "@/components/readiness/gap-row";
import { ReadinessRing } from "@/components/readiness/readiness-ring";
import { NextQuestion, UncertaintyNote, Verdict } from "@/components/readiness/verdict";
import { Why } from "@/components/readiness/why";
import { ButtonLink } from "@/components/ui/button";
import { Chevron, ExplanationText, Source, SourcesButton } from "@/components/ui/facts";
import { useSources } from "@/hooks/use-sources";
import { pages } from "@/services/paths";
import type { PlacedReadiness } from "@/types/draft";
import type { Analysis, Gap, GapClass } from "@/types/model";
import { shownReadiness } from "@/types/placed-ratings";

interface PartProps {
  analysis: Analysis;
  /** Present where the analysis is stored: then every conclusion can be traced to its facts. */
  analysisId?: string | undefined;
  /** What a placement found, where it is still true. */
  found?: PlacedReadiness | null;
}

const classes: readonly (readonly [GapClass, string])[] = [
  ["not_told", "bg-sunk text-ink border-edge"],
  ["missing", "bg-course-tint text-course border-course"],
  ["weak", "bg-weak-tint text-weak border-weak"],
  ["strong", "bg-strong-tint text-strong border-strong"],
];

function ofClass(analysis: Analysis, gapClass: GapClass): Gap[] {
  const weights = { core: 0, supporting: 1, bonus: 2 } as const;
  return analysis.gaps
    .filter((gap) => gap.gapClass === gapClass)
    .sort((a, b) => weights[a.importance] - weights[b.importance] || b.pointsPossible - a.pointsPossible);
}

/** Those that have a section on the page. */
const shownClasses = (analysis: Analysis) =>
  classes.filter(([gapClass]) => gapClass !== "not_told" || ofClass(analysis, gapClass).length > 0);

/** Core and supporting requirements, which make up the score, and apart from them the bonus. */
function counts(gaps: readonly Gap[]) {
  const bonus = gaps.filter(({ importance }) => importance === "bonus").length;
  return { count: gaps.length - bonus, bonus };
}

function Summary({ analysis, analysisId, found = null }: PartProps) {
  const t = useTranslations();
  const { readiness, hoursLeft } = analysis;
  const shown = roundReadiness(shownReadiness(readiness, found));
  const { bonus } = counts(analysis.gaps);
  return (
    <section
      aria-label={t("readiness.summary.label")}
      className="card grid gap-6 p-5 sm:grid-cols-[auto_1fr] sm:items-center sm:gap-8 sm:p-8"
    >
      <ReadinessRing value={shown.points} low={shown.low} high={shown.high} />
      <div>
        <Verdict readiness={readiness} shown={shown} />
        {hoursLeft.typical > 0 ? (
          <p className="mt-2">
            {t("readiness.summary.hours", { hours: hoursLeft.typical, low: hoursLeft.low, high: hoursLeft.high })}
          </p>
        ) : null}
        {readiness.bonusPoints ? <p>{t("readiness.summary.bonus", { points: readiness.bonusPoints })}</p> : null}
        <UncertaintyNote readiness={readiness} shown={shown} />
        <ul className="mt-4 flex flex-wrap items-center gap-2">
          {shownClasses(analysis).map(([gapClass, look]) => (
            <li key={gapClass}>
              <a
                href={`#${gapClass}`}
                className={`inline-flex min-h-10 items-center gap-2 rounded-full border px-4 font-semibold ${look}`}
              >
                {t(`readiness.classes.${gapClass}.badge`, { count: counts(ofClass(analysis, gapClass)).count })}
              </a>
            </li>
          ))}
          {bonus > 0 ? <li>{t("readiness.summary.bonusCount", { count: bonus })}</li> : null}
        </ul>
      </div>
      {analysisId ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1 sm:col-span-2">
          <Why
            analysisId={analysisId}
            of="readiness"
            title={t("readiness.derivation.whyPoints", { points: shown.points })}
          />
          {readiness.band ? (
            <Why
              analysisId={analysisId}
              of="band"
              title={t("readiness.derivation.whyBand", { band: readiness.band.title })}
            />
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

/** The requirements of one class. */
function GapSection({ analysis, analysisId, gapClass }: PartProps & { gapClass: GapClass }) {
  const t = useTranslations();
  const gaps = ofClass(analysis, gapClass);
  return (
    <section id={gapClass} aria-labelledby={`${gapClass}-title`}>
      <h2 id={`${gapClass}-title`} className="text-2xl">
        {t(`readiness.classes.${gapClass}.title`)}{" "}
        <span className="text-base font-normal text-soft">{t("readiness.requirements", counts(gaps))}</span>
      </h2>
      <p className="mb-3 text-soft">
        {gaps.length > 0 ? t(`readiness.classes.${gapClass}.text`) : t("readiness.classes.none")}
      </p>
      {gapClass === "not_told" ? (
        <p className="mb-3">
          <ButtonLink href={pages.rate(analysis.role.slug, analysis.variant)}>
            {t("readiness.classes.not_told.rate")}
          </ButtonLink>
        </p>
      ) : null}
      <ul className="grid gap-3">
        {gaps.map((gap) => (
          <GapRow key={gap.key} gap={gap} analysisId={analysisId} />
        ))}
      </ul>
    </section>
  );
}

function Advice({ analysis, analysisId }: PartProps) {
  const t = useTranslations();
  if (analysis.advice.length === 0) return null;
  return (
    <section aria-labelledby="advice">
      <h2 id="advice" className="mb-3 text-2xl">
        {t("readiness.advice")}
      </h2>
      <ul className="grid gap-3 md:grid-cols-2">
        {analysis.advice.map(({ slug, title, text, source }) => (
          <li key={slug} className="rounded-xl bg-land p-4">
            <h3 className="text-lg">{title}</h3>
            <p className="mt-1">{text}</p>
            <Source source={source} />
            {analysisId ? <Why analysisId={analysisId} of={`advice:${slug}`} about={title} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Readiness with its reasons: the score, the advice, and every requirement by what is missing. */
export function AnalysisView({ analysis, analysisId, found, actions }: PartProps & { actions: ReactNode }) {
  const t = useTranslations();
  const { isShown } = useSources();
  return (
    <>
      <Summary analysis={analysis} analysisId={analysisId} found={found ?? null} />
      <NextQuestion analysis={analysis} />
      {actions}
      <Advice analysis={analysis} analysisId={analysisId} />
      {shownClasses(analysis).map(([gapClass]) => (
        <GapSection key={gapClass} analysis={analysis} analysisId={analysisId} gapClass={gapClass} />
      ))}
      <details className="card">
        <summary className="flex min-h-11 items-center gap-3 px-4 py-3 font-semibold hover:bg-sunk">
          <Chevron />
          {t("readiness.score.title")}
        </summary>
        <div className="border-t border-line px-4 py-4 sm:px-10">
          <ExplanationText explanation={analysis.explanation} />
          {isShown ? (
            <p className="mt-3 text-sm text-soft">
              {t("readiness.score.versions", { content: analysis.knowledgeVersion, engine: analysis.engineVersion })}
            </p>
          ) : null}
        </div>
      </details>
      <div>
        <SourcesButton />
      </div>
    </>
  );
}
