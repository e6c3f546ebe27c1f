"""G006: an any_of with one branch is not a choice; usually the other branches were forgotten."""

from collections.abc import Iterator

from knowledge.corpus import Corpus, groups_of
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, entry in enumerate(level.requires):
                for need, path in groups_of(entry, ("levels", number, "requires", index)):
                    if len(need.any_of) == 1:
                        yield Violation.of(skill.at_key(*path, "any_of"), "G006")
