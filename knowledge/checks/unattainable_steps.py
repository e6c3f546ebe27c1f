"""G001: every step can be reached from nothing; a circle without a way out would never end."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from engine import BlockedStep, CycleEdge, SkillSlug, find_blocked_steps
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    """One finding for each circle, however many steps wait for it."""
    if corpus.graph is not None:
        return
    waiting: dict[frozenset[CycleEdge], list[BlockedStep]] = defaultdict(list)
    for blocked in find_blocked_steps(corpus.engine_skills):
        waiting[frozenset(blocked.cycle)].append(blocked)
    for group in waiting.values():
        if group[0].cycle:
            yield _finding(group[0].cycle, len(group))


def _finding(cycle: Sequence[CycleEdge], waiting: int) -> Finding:
    start = cycle[0].needing
    many = f", nor {waiting - 1} steps more" if waiting > 1 else ""
    return error(
        cycle[0].source,
        "G001",
        f"nobody can reach {start}{many}: {'; '.join(_word(edge) for edge in cycle)}",
        "take an edge out, lower its level, make it soft, or add an any_of with a way out",
    )


def _word(edge: CycleEdge) -> str:
    needs = "stands on" if edge.needing.skill == SkillSlug(edge.needed.skill) else "needs"
    return f"{edge.needing} {needs} {edge.needed} ({edge.source})"
