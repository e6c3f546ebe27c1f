"""G001: every step can be reached from nothing; a cycle without a way out would never end."""

from collections import defaultdict
from collections.abc import Iterator

from engine import BlockedStep, CycleEdge, Message, find_blocked_steps
from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    """One violation for each cycle, however many steps are blocked by it."""
    if corpus.graph is not None:
        return
    blocked_by: dict[frozenset[CycleEdge], list[BlockedStep]] = defaultdict(list)
    for blocked in find_blocked_steps(corpus.engine_skills):
        blocked_by[frozenset(blocked.cycle)].append(blocked)
    for group in blocked_by.values():
        cycle = group[0].cycle
        if cycle:
            edges = tuple(_describe(edge) for edge in cycle)
            step = str(cycle[0].needing)
            yield Violation.of(cycle[0].source, "G001", step=step, n=len(group) - 1, edges=edges)


def _describe(edge: CycleEdge) -> Message:
    step, needed, place = str(edge.needing), str(edge.needed), str(edge.source)
    return Message("G001.edge", {"step": step, "needed": needed, "place": place})
