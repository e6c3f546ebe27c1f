"use client";
import { useTranslations } from "use-intl";

import { ButtonLink } from "@/components/ui/button";
import type { Translate } from "@/messages";
import { pages } from "@/services/paths";
import type { Analysis } from "@/types/model";
import type { ShownReadiness } from "@/types/placed-ratings";

interface VerdictProps {
  readiness: Analysis["readiness"];
  /** The same, with the numbers that are shown. */
  shown: ShownReadiness;
}

function placedText(t: Translate, { low, high, coverage }: ShownReadiness): string {
  return t("readiness.summary.placed", { low, high, count: Math.round(coverage * 10) });
}

/** What the range of readiness means; nothing where everything is told and certain. */
export function UncertaintyNote({ readiness, shown }: VerdictProps) {
  const t = useTranslations();
  const { toldShare, band } = readiness;
  const { low, high, coverage, isPlaced } = shown;
  if (low === high || !band) return null;
  const text =
    toldShare < 1
      ? t("readiness.summary.partly", { high, share: toldShare })
      : t("readiness.summary.uncertain", { low, high, share: coverage });
  return <p className="mt-2">{isPlaced ? placedText(t, shown) : text}</p>;
}

/** What the score means: its name, or where too little is told, between which numbers it is. */
export function Verdict({ readiness, shown }: VerdictProps) {
  const t = useTranslations();
  const { band, toldShare } = readiness;
  const { low, high, isPlaced } = shown;
  if (!band && isPlaced) {
    return (
      <>
        <h2 className="text-2xl">{t("readiness.summary.placedTitle")}</h2>
        <p className="mt-1 max-w-prose text-soft">
          {placedText(t, shown)} {t("readiness.summary.placedOpen", { share: toldShare })}
        </p>
      </>
    );
  }
  return (
    <>
      <h2 className="text-2xl">{band ? band.title : t("readiness.summary.openTitle")}</h2>
      <p className="mt-1 max-w-prose text-soft">
        {band ? band.text : t("readiness.summary.openText", { low, high, share: toldShare })}
      </p>
      {band ? (
        <p className="mt-2">{readiness.isCoreMet ? t("readiness.summary.coreMet") : t("readiness.summary.coreOpen")}</p>
      ) : null}
    </>
  );
}

/** Where too little is told for a result: the rating that would tell most. */
export function NextQuestion({ analysis }: { analysis: Analysis }) {
  const t = useTranslations();
  const asked = analysis.readiness.nextQuestion;
  if (!asked) return null;
  const skill = asked.skill.title;
  return (
    <section aria-labelledby="next-question" className="card p-5 sm:p-8">
      <h2 id="next-question" className="text-2xl">
        {t("readiness.nextQuestion.title", { skill })}
      </h2>
      <p className="mt-1">{t("readiness.nextQuestion.canDo", { skill, level: asked.level })}</p>
      <ul className="my-2 list-disc pl-6">
        {asked.canDo.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="mb-4 text-soft">{t("readiness.nextQuestion.gain", { points: asked.points })}</p>
      <ButtonLink href={pages.rate(analysis.role.slug, analysis.variant)} kind="primary">
        {t("readiness.nextQuestion.rate", { skill })}
      </ButtonLink>
    </section>
  );
}
