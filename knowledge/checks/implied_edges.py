"""G003: an edge that other edges imply says nothing new; the graph reads better without."""

from collections.abc import Iterator

from engine import SkillGraph, SkillSlug, Step
from knowledge.corpus import Corpus
from knowledge.findings import Finding, note
from knowledge.reading.filed import Filed
from knowledge.reading.records import SkillRecord
from knowledge.references import step_in


def check(corpus: Corpus) -> Iterator[Finding]:
    if corpus.graph is None:
        return
    for skill in corpus.skills:
        if skill.record.slug in corpus.graph.skills:
            for number in skill.record.levels:
                yield from _check_level(corpus.graph, skill, number)


def _check_level(graph: SkillGraph, skill: Filed[SkillRecord], number: int) -> Iterator[Finding]:
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
                yield note(
                    skill.at("levels", number, "requires", index),
                    "G003",
                    f"{other} implies {step} already",
                    "take this entry out",
                )
                break
