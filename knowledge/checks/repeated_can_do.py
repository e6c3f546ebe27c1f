"""L004: no two can_do are equal, or a placement would ask the same question twice."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning


def check(corpus: Corpus) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, text in enumerate(level.can_do):
                key = " ".join(text.casefold().split())
                place = skill.at("levels", number, "can_do", index)
                if key and key in first:
                    message = f"the same can_do stands at {first[key]}"
                    yield warning(place, "L004", message, "say what is particular to this one")
                first.setdefault(key, str(place))
