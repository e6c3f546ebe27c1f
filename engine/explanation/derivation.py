"""Derivations: a conclusion, and the facts of the person and the content it follows from.

A derivation is a graph. A node follows from all that it `needs`, and from one of the
lists in `any_of` where it has any; what follows from nothing is a fact. The graph is
true in the strict sense (`docs/decisions/0010-explanations.md`): take away a fact
without which the conclusion cannot be reached in the graph, and the conclusion changes;
change anything that leaves every fact of the graph true, and it stays.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from engine.messages import Message
from engine.model import Day, RatingSource, SourceRef, Step
from engine.rules.tables import FactValue


class NodeKind(StrEnum):
    """What sort of thing a node says."""

    CONCLUSION = "conclusion"
    RATING = "rating"
    NOT_RATED = "not_rated"
    NOT_IMPLIED = "not_implied"
    REQUIREMENT = "requirement"
    EFFORT = "effort"
    PREREQUISITE = "prerequisite"
    RULE = "rule"
    QUESTION = "question"
    KNOWLEDGE = "knowledge"
    ENGINE = "engine"


class Node(Struct, frozen=True):
    """One statement of a derivation.

    `steps` are the steps it speaks of; `source` is a line of the content, `rated_on` and
    `rating_source` belong to ratings. It follows from every node that it `needs`, and, when
    `any_of` has lists, from the nodes of one of them: each list alone would do.
    """

    id: str
    kind: NodeKind
    message: Message
    source: SourceRef | None = None
    steps: tuple[Step, ...] = ()
    rated_on: Day | None = None
    rating_source: RatingSource | None = None
    needs: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()

    @property
    def is_fact(self) -> bool:
        """Whether it follows from nothing else."""
        return not self.needs and not self.any_of


class Derivation(Struct, frozen=True):
    """A conclusion and all it follows from; the root node comes first, the others by id.

    `of` names the conclusion and its root. `value` is what it states: as long as every
    fact stays true, these values stay.
    """

    of: str
    value: Mapping[str, FactValue]
    nodes: tuple[Node, ...]

    @property
    def facts(self) -> tuple[Node, ...]:
        """The nodes that follow from nothing else."""
        return tuple(node for node in self.nodes if node.is_fact)

    def is_reached_without(self, removed: Collection[str]) -> bool:
        """Whether the conclusion still follows when these facts are taken away.

        Complexity: O(nodes and links), each once.
        """
        nodes = {node.id: node for node in self.nodes}
        known: dict[str, bool] = {}

        def stands(node_id: str) -> bool:
            if node_id not in known:
                node = nodes[node_id]
                known[node_id] = (
                    node_id not in removed
                    and all(stands(one) for one in node.needs)
                    and (not node.any_of or any(all(map(stands, way)) for way in node.any_of))
                )
            return known[node_id]

        return stands(self.of)

    @property
    def outline(self) -> tuple["OutlineLine", ...]:
        """The derivation for people: a line a node, deeper than the line that it explains.

        A conclusion that was explained before is named again without what it follows from.
        """
        nodes = {node.id: node for node in self.nodes}
        lines: list[OutlineLine] = []
        told: set[str] = set()

        def tell(node_id: str, depth: int) -> None:
            node = nodes[node_id]
            again = node_id in told
            is_repeated = again and not node.is_fact
            message = Message("outline.repeated", {"line": node.message}) if is_repeated else None
            lines.append(OutlineLine(depth, message or node.message, node.source))
            if again:
                return
            told.add(node_id)
            for one in node.needs:
                tell(one, depth + 1)
            for number, way in enumerate(node.any_of):
                either = Message("outline.or") if number else Message("outline.either")
                lines.append(OutlineLine(depth + 1, either, None))
                for one in way:
                    tell(one, depth + 2)

        tell(self.of, 0)
        return tuple(lines)


class OutlineLine(Struct, frozen=True):
    """One line of a derivation as an outline; the conclusion stands at depth 0."""

    depth: int
    message: Message
    source: SourceRef | None


class Ledger:
    """Collects the nodes of one derivation; each is written once."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}

    def __contains__(self, node_id: str) -> bool:
        return node_id in self.nodes

    def add(self, node: Node) -> str:
        """Write a node down, unless it is there, and give its id back."""
        return self.nodes.setdefault(node.id, node).id

    def conclude(
        self,
        node_id: str,
        message: Message,
        needs: Sequence[str],
        *,
        ways: Sequence[Sequence[str]] = (),
        steps: tuple[Step, ...] = (),
    ) -> str:
        """Write down what follows from all of `needs` and from one of `ways`.

        A single way is no alternative: it is needed. What is named twice counts once.
        """
        if len(ways) == 1:
            needs, ways = [*needs, *ways[0]], ()
        return self.add(
            Node(
                node_id,
                NodeKind.CONCLUSION,
                message,
                steps=steps,
                needs=tuple(dict.fromkeys(needs)),
                any_of=tuple(tuple(dict.fromkeys(way)) for way in ways),
            )
        )

    def derivation(self, of: str, value: Mapping[str, FactValue]) -> Derivation:
        """What was collected, as the derivation of one of its nodes."""
        root = self.nodes[of]
        others = sorted((n for n in self.nodes.values() if n.id != of), key=lambda n: n.id)
        return Derivation(of, dict(value), (root, *others))
