import type { Explanation } from "@/types/model";

interface FactLike {
  kind: string;
  text: string;
  source: string | null;
}

/** What a conclusion follows from, each with its place in the knowledge files. */
export function FactList({ facts }: { facts: readonly FactLike[] }) {
  if (facts.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {facts.map((fact, index) => (
        <li key={index} className="border-l-2 border-line pl-3">
          <span className="mr-2 text-sm text-soft">{fact.kind.replaceAll("_", " ")}</span>
          {fact.text}
          {fact.source ? <code className="mt-0.5 block text-xs text-soft">{fact.source}</code> : null}
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

/** The mark of something that opens. */
export function Chevron() {
  return (
    <svg aria-hidden="true" viewBox="0 0 12 12" className="chevron size-3 shrink-0 fill-none stroke-current stroke-2">
      <path d="M4 2l4 4-4 4" />
    </svg>
  );
}
