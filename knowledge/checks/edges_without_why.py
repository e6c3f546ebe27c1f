"""G004: a hard prerequisite says why; people who are sent on a detour deserve the reason."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, entry in enumerate(level.requires):
                if entry.strength == "hard" and not entry.why.strip():
                    yield Violation.of(skill.at("levels", number, "requires", index), "G004")
