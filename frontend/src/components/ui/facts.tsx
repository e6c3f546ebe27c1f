"use client";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui/button";
import { useSources } from "@/hooks/use-sources";
import type { Explanation } from "@/types/model";

interface FactLike {
  kind: string;
  text: string;
  source: string | null;
}

/** Where something is written in the content, for those who asked to see that. */
export function Source({ source }: { source: string | null }) {
  const { isShown } = useSources();
  return isShown && source ? <code className="mt-0.5 block text-xs text-soft">{source}</code> : null;
}

/** Shows or hides the places in the content, on every screen at once. */
export function SourcesButton() {
  const t = useTranslations();
  const { isShown, toggle } = useSources();
  return (
    <Button aria-pressed={isShown} onClick={toggle}>
      {isShown ? t("common.sources.hide") : t("common.sources.show")}
    </Button>
  );
}

/** What a conclusion follows from. */
export function FactList({ facts }: { facts: readonly FactLike[] }) {
  const t = useTranslations();
  if (facts.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {facts.map((fact, index) => (
        <li key={index} className="border-l-2 border-line pl-3">
          <span className="mr-2 text-sm text-soft">{t("facts.kind", { kind: fact.kind })}</span>
          {fact.text}
          <Source source={fact.source} />
        </li>
      ))}
    </ul>
  );
}

export function ExplanationText({ explanation }: { explanation: Explanation }) {
  return (
    <div className="grid gap-3">
      <p>{explanation.conclusion}</p>
      <FactList facts={explanation.facts} />
    </div>
  );
}

/** The icon of something that opens. */
export function Chevron() {
  return (
    <svg aria-hidden="true" viewBox="0 0 12 12" className="chevron size-3 shrink-0 fill-none stroke-current stroke-2">
      <path d="M4 2l4 4-4 4" />
    </svg>
  );
}
