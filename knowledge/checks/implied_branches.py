"""G002: in an any_of no branch may include another, or the longer one is not an alternative."""

from collections.abc import Iterator

from engine import SkillGraph
from knowledge.corpus import Corpus, groups_of, step_in
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.records import AnyNeed, SkillRecord
from knowledge.reading.source_map import Path


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.graph is None:
        return
    for skill in corpus.skills:
        if skill.record.status == "draft":
            continue
        for number, level in skill.record.levels.items():
            for index, entry in enumerate(level.requires):
                for need, path in groups_of(entry, ("levels", number, "requires", index)):
                    if need.any_of:
                        yield from _check_group(corpus.graph, skill, need, path)


def _check_group(
    graph: SkillGraph, skill: Located[SkillRecord], need: AnyNeed, path: Path
) -> Iterator[Violation]:
    steps = {
        index: step
        for index, branch in enumerate(need.any_of)
        if (step := step_in(graph, branch.skill, branch.level)) is not None
    }
    for index, step in steps.items():
        implied = graph.closure([step]) - {step}
        included = next((other for other in steps.values() if other in implied), None)
        if included is not None:
            place = skill.at(*path, "any_of", index)
            yield Violation.of(place, "G002", step=str(step), other=str(included))
