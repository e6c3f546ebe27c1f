"use client";
import { useTranslations } from "use-intl";

import { Chevron, Source } from "@/components/ui/facts";
import { useSources } from "@/hooks/use-sources";
import type { Derivation, DerivationNode } from "@/types/planning";

/** A derivation of up to so many sentences is open from the start; a longer one opens on request. */
const MAX_OPEN = 24;

export interface Outline {
  node: DerivationNode;
  /** All of them are needed. */
  all: Outline[];
  /** One of these lists is enough. */
  any: Outline[][];
  /** It was unfolded further up; its own reasons are not repeated. */
  isRepeated: boolean;
}

/** The graph as an outline from its conclusion: every node unfolds where it is first met. */
export function outlineOf({ nodes, conclusion }: Pick<Derivation, "nodes" | "conclusion">): Outline | null {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const met = new Set<string>();
  function unfold(id: string): Outline[] {
    const node = known.get(id);
    if (!node) return [];
    const isRepeated = met.has(id);
    met.add(id);
    if (isRepeated) return [{ node, all: [], any: [], isRepeated: node.from.length + node.fromAny.length > 0 }];
    return [
      {
        node,
        all: node.from.flatMap(unfold),
        any: node.fromAny.map((alternative) => alternative.flatMap(unfold)).filter((some) => some.length > 0),
        isRepeated: false,
      },
    ];
  }
  return unfold(conclusion)[0] ?? null;
}

/** Who rated it and when, and where it is written: for those who asked to see that. */
function Provenance({ node: { source, ratedOn, ratingSource } }: { node: DerivationNode }) {
  const t = useTranslations();
  const { isShown } = useSources();
  const rated = { source: ratingSource ?? "other" };
  return (
    <>
      {isShown && (ratedOn || ratingSource) ? (
        <span className="block text-sm text-soft">
          {ratedOn
            ? t("readiness.derivation.ratedOn", { ...rated, date: new Date(ratedOn) })
            : t("readiness.derivation.rated", rated)}
        </span>
      ) : null}
      <Source source={source} />
    </>
  );
}

function Line({ outline: { node, isRepeated } }: { outline: Outline }) {
  const t = useTranslations();
  const kind = t("facts.kind", { kind: node.kind });
  return (
    <span className="min-w-0">
      {kind ? <span className="tag mr-2">{kind}</span> : null}
      {node.text}
      {isRepeated ? <span className="ml-1 text-soft">{t("readiness.derivation.repeated")}</span> : null}
      <Provenance node={node} />
    </span>
  );
}

function Reasons({ outline, isOpen }: { outline: Outline; isOpen: boolean }) {
  const t = useTranslations();
  return (
    <>
      {outline.all.length > 0 ? <NodeList items={outline.all} isOpen={isOpen} /> : null}
      {outline.any.map((alternative, index) => (
        <div key={index} className="mt-2">
          <p className="text-sm font-semibold text-soft">
            {index === 0 ? t("readiness.derivation.either") : t("readiness.derivation.or")}
          </p>
          <NodeList items={alternative} isOpen={isOpen} />
        </div>
      ))}
    </>
  );
}

function NodeList({ items, isOpen }: { items: readonly Outline[]; isOpen: boolean }) {
  return (
    <ul className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-2 border-l-2 border-line pl-3 sm:pl-4">
      {items.map((outline) => (
        <TreeNode key={outline.node.id} outline={outline} isOpen={isOpen} />
      ))}
    </ul>
  );
}

function TreeNode({ outline, isOpen }: { outline: Outline; isOpen: boolean }) {
  const isLeaf = outline.all.length + outline.any.length === 0;
  if (isLeaf) {
    return (
      <li>
        <Line outline={outline} />
      </li>
    );
  }
  return (
    <li>
      <details open={isOpen}>
        <summary className="flex gap-2 rounded hover:bg-sunk">
          <span className="mt-1.5">
            <Chevron />
          </span>
          <Line outline={outline} />
        </summary>
        <div className="pl-1.5">
          <Reasons outline={outline} isOpen={isOpen} />
        </div>
      </details>
    </li>
  );
}

/** Why: the conclusion, and below it everything it follows from. */
export function DerivationTree({ derivation }: { derivation: Derivation }) {
  const t = useTranslations();
  const outline = outlineOf(derivation);
  if (!outline) return <p>{derivation.text}</p>;
  return (
    <div>
      <p className="font-semibold">{outline.node.text}</p>
      <Provenance node={outline.node} />
      {outline.all.length + outline.any.length > 0 ? (
        <p className="mt-2 text-sm text-soft">{t("readiness.derivation.follows")}</p>
      ) : null}
      <Reasons outline={outline} isOpen={derivation.nodes.length <= MAX_OPEN} />
    </div>
  );
}
