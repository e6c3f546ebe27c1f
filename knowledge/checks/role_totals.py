"""E003: a role takes from 20 to 4,000 hours from nothing; outside of that, some level or hours
are wrong.
"""

from collections.abc import Iterator, Sequence

from engine import Requirement, SkillGraph, Step
from knowledge.corpus import Corpus, step_in
from knowledge.findings import Violation

LEAST, MOST = 20, 4_000


def check(corpus: Corpus) -> Iterator[Violation]:
    graph = corpus.graph
    if graph is None:
        return
    for role in corpus.engine_roles:
        located = corpus.role_by_slug[role.slug]
        for variant, requirements in role.variants.items():
            hours = _hours(graph, requirements)
            if hours is not None and not LEAST <= hours <= MOST:
                place = located.at("variants", located.record.variant_slugs.index(variant))
                yield Violation.of(
                    place, "E003", variant=variant, hours=round(hours), least=LEAST, most=MOST
                )


def _hours(graph: SkillGraph, requirements: Sequence[Requirement]) -> float | None:
    """What the role takes at least: of alternatives, only the cheapest target counts [h]."""
    steps: set[Step] = set()
    for requirement in requirements:
        targets = [step_in(graph, target.skill, target.level) for target in requirement.targets]
        known = [target for target in targets if target is not None]
        if len(known) < len(targets):
            return None
        if len(known) > requirement.choose:
            known.sort(key=lambda target: _cost(graph, graph.closure([target])))
        steps |= graph.closure(known[: requirement.choose])
    return _cost(graph, steps)


def _cost(graph: SkillGraph, steps: frozenset[Step] | set[Step]) -> float:
    return sum(graph.skills[step.skill].levels[step.level - 1].hours.typical for step in steps)
