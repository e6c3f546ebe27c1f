"""T003: beginners write working programs in the language they are hired for before two fifths of
their hours are over; beginners are those who aim at the first variant of a role.
"""

from collections.abc import Iterator, Sequence

from engine import Requirement, SkillGraph, Step
from knowledge.corpus import Corpus
from knowledge.findings import Violation

LANGUAGES = "programming-languages"
"""The domain of the skills that this looks at."""
WORKING = 2
LATEST = 0.4


def check(corpus: Corpus) -> Iterator[Violation]:
    graph = corpus.graph
    if graph is None:
        return
    for role in corpus.engine_roles:
        first, requirements = next(iter(role.variants.items()), (None, ()))
        language = _main_language(corpus, requirements)
        if first is None or language is None:
            continue
        share = _share_of_hours(graph, corpus.plans.order(role, first), language)
        if share > LATEST:
            slugs = tuple(target.skill for target in language.targets)
            yield Violation.of(
                language.source,
                "T003",
                variant=first,
                n=len(slugs),
                languages=slugs,
                percent=round(100 * share),
                most=round(100 * LATEST),
            )


def _main_language(corpus: Corpus, requirements: Sequence[Requirement]) -> Requirement | None:
    """What defines a role and is met by languages alone."""
    for one in requirements:
        skills = [corpus.skill_by_slug.get(target.skill) for target in one.targets]
        domains = {skill.record.domain if skill else "" for skill in skills}
        if one.is_defining and domains == {LANGUAGES}:
            return one
    return None


def _share_of_hours(graph: SkillGraph, order: Sequence[Step], language: Requirement) -> float:
    """The part of the hours after which one of the targets is at working level, in 0..1."""
    wanted = {target.skill: min(WORKING, target.level) for target in language.targets}
    hours = [graph.hours(step).typical for step in order]
    for place, step in enumerate(order, start=1):
        if wanted.get(step.skill) == step.level:
            return sum(hours[:place]) / sum(hours)
    return 0.0
