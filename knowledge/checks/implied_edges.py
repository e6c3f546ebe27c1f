"""G003: an edge that other edges imply adds nothing; the graph reads better without it."""

from collections.abc import Iterator

from engine import SkillGraph, SkillSlug, Step
from knowledge.corpus import Corpus, step_in
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.records import SkillRecord


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.graph is None:
        return
    for skill in corpus.skills:
        if skill.record.slug in corpus.graph.skills:
            for number in skill.record.levels:
                yield from _check_level(corpus.graph, skill, number)


def _check_level(
    graph: SkillGraph, skill: Located[SkillRecord], number: int
) -> Iterator[Violation]:
    plain = {
        index: step
        for index, entry in enumerate(skill.record.levels[number].requires)
        if entry.strength == "hard"
        and (step := step_in(graph, entry.skill, entry.level)) is not None
    }
    below = [Step(SkillSlug(skill.record.slug), number - 1)] if number > 1 else []
    for index, step in plain.items():
        for other in [*below, *(s for i, s in plain.items() if i != index and s != step)]:
            if step in graph.closure([other]):
                place = skill.at("levels", number, "requires", index)
                yield Violation.of(place, "G003", step=str(step), other=str(other))
                break
