"""G002: in an any_of no branch may include another, or the longer one is no alternative."""

from collections.abc import Iterator

from engine import SkillGraph
from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning
from knowledge.reading.document import Path
from knowledge.reading.filed import Filed
from knowledge.reading.records import AnyNeed, SkillRecord
from knowledge.references import groups_of, step_in


def check(corpus: Corpus) -> Iterator[Finding]:
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
    graph: SkillGraph, skill: Filed[SkillRecord], need: AnyNeed, path: Path
) -> Iterator[Finding]:
    steps = {
        index: step
        for index, branch in enumerate(need.any_of)
        if (step := step_in(graph, branch.skill, branch.level)) is not None
    }
    for index, step in steps.items():
        implied = graph.closure([step]) - {step}
        for other in steps.values():
            if other in implied:
                yield warning(
                    skill.at(*path, "any_of", index),
                    "G002",
                    f"the branch {step} includes the branch {other}",
                    f"take {step} out of the any_of",
                )
                break
