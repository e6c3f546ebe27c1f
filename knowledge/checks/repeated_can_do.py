"""L004: no two can_do are equal, or a placement would ask the same question twice."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    first: dict[str, str] = {}
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, text in enumerate(level.can_do):
                key = " ".join(text.casefold().split())
                place = skill.at("levels", number, "can_do", index)
                if key and key in first:
                    yield Violation.of(place, "L004", first=first[key])
                first.setdefault(key, str(place))
