"""G001: every step can be reached from nothing; a circle without a way out would never end."""

from collections.abc import Iterator

from engine import BlockedStep, CycleEdge, SkillSlug, find_blocked_steps
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    if corpus.graph is not None:
        return
    told: set[frozenset[CycleEdge]] = set()
    for blocked in find_blocked_steps(corpus.engine_skills):
        is_known = frozenset(blocked.cycle) in told
        told.add(frozenset(blocked.cycle))
        if not is_known or not blocked.cycle:
            yield _finding(corpus, blocked)


def _finding(corpus: Corpus, blocked: BlockedStep) -> Finding:
    links = [_word(edge) for edge in blocked.cycle]
    first = blocked.cycle[0].source if blocked.cycle else None
    filed = corpus.skill_by_slug[blocked.step.skill]
    place = first or filed.at_key("levels", blocked.step.level)
    return error(
        place,
        "G001",
        f"nobody can reach {blocked.step}: {'; '.join(links)}",
        "take an edge out, lower its level, make it soft, or add an any_of with a way out",
    )


def _word(edge: CycleEdge) -> str:
    needs = "stands on" if edge.needing.skill == SkillSlug(edge.needed.skill) else "needs"
    return f"{edge.needing} {needs} {edge.needed} ({edge.source})"
