"""G004: a hard prerequisite says why; people who are sent a detour deserve the reason."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning


def check(corpus: Corpus) -> Iterator[Finding]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, entry in enumerate(level.requires):
                if entry.strength == "hard" and not entry.why.strip():
                    yield warning(
                        skill.at("levels", number, "requires", index),
                        "G004",
                        "this prerequisite does not say why",
                        "add why: what exactly one needs from it",
                    )
