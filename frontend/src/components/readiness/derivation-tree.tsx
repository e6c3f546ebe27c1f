import { Chevron } from "@/components/ui/facts";
import { calendarDay } from "@/components/ui/format";
import type { Derivation, DerivationNode } from "@/types/planning";

/** A derivation of so many sentences stands open as a whole; a longer one opens on request. */
const MOST_OPEN = 24;

/** What sort of thing a fact is; a conclusion needs no word. */
const kinds: Partial<Record<DerivationNode["kind"], string>> = {
  rating: "rating",
  not_rated: "not rated",
  not_implied: "nothing else",
  requirement: "role",
  effort: "hours",
  prerequisite: "needs",
  rule: "rule",
  question: "asked",
  knowledge: "content",
  engine: "engine",
};

const sources: Record<string, string> = {
  self: "you",
  placement: "the placement",
  roadmap: "your roadmap",
  evidence: "evidence",
  import: "an import",
};

export interface Outline {
  node: DerivationNode;
  /** All of them are needed. */
  all: Outline[];
  /** One of these lists is enough. */
  any: Outline[][];
  /** It was unfolded further up; its own grounds are not repeated. */
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

function Place({ node: { text, source, ratedOn, ratingSource } }: { node: DerivationNode }) {
  const isSaid = ratedOn !== null && text.includes(ratedOn) && ratingSource === "self";
  const rated = [ratingSource ? `rated by ${sources[ratingSource] ?? ratingSource}` : "", ratedOn ? `on ${calendarDay(ratedOn)}` : ""];
  return (
    <>
      {(ratedOn || ratingSource) && !isSaid ? <span className="block text-sm text-soft">{rated.filter(Boolean).join(" ")}</span> : null}
      {source ? <code className="mt-0.5 block text-xs text-soft">{source}</code> : null}
    </>
  );
}

function Line({ outline: { node, isRepeated } }: { outline: Outline }) {
  return (
    <span className="min-w-0">
      {kinds[node.kind] ? <span className="tag mr-2">{kinds[node.kind]}</span> : null}
      {node.text}
      {isRepeated ? <span className="text-soft"> (see above)</span> : null}
      <Place node={node} />
    </span>
  );
}

function Grounds({ outline, isOpen }: { outline: Outline; isOpen: boolean }) {
  return (
    <>
      {outline.all.length > 0 ? <Branch items={outline.all} isOpen={isOpen} /> : null}
      {outline.any.map((alternative, index) => (
        <div key={index} className="mt-2">
          <p className="text-sm font-semibold text-soft">{index === 0 ? "either" : "or"}</p>
          <Branch items={alternative} isOpen={isOpen} />
        </div>
      ))}
    </>
  );
}

function Branch({ items, isOpen }: { items: readonly Outline[]; isOpen: boolean }) {
  return (
    <ul className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-2 border-l-2 border-line pl-3 sm:pl-4">
      {items.map((outline) => (
        <Twig key={outline.node.id} outline={outline} isOpen={isOpen} />
      ))}
    </ul>
  );
}

function Twig({ outline, isOpen }: { outline: Outline; isOpen: boolean }) {
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
          <Grounds outline={outline} isOpen={isOpen} />
        </div>
      </details>
    </li>
  );
}

/** Why: the conclusion, and below it all it follows from, each with its place. */
export function DerivationTree({ derivation }: { derivation: Derivation }) {
  const outline = outlineOf(derivation);
  if (!outline) return <p>{derivation.text}</p>;
  return (
    <div>
      <p className="font-semibold">{outline.node.text}</p>
      <Place node={outline.node} />
      {outline.all.length + outline.any.length > 0 ? <p className="mt-2 text-sm text-soft">This follows from:</p> : null}
      <Grounds outline={outline} isOpen={derivation.nodes.length <= MOST_OPEN} />
    </div>
  );
}
