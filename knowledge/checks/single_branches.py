"""G006: an any_of with one branch is no choice; mostly the other branches were forgotten."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.references import groups_of


def check(corpus: Corpus) -> Iterator[Finding]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, entry in enumerate(level.requires):
                for need, path in groups_of(entry, ("levels", number, "requires", index)):
                    if len(need.any_of) == 1:
                        yield error(
                            skill.at_key(*path, "any_of"),
                            "G006",
                            "an any_of with one branch",
                            "add the other ways, or write the skill without any_of",
                        )
