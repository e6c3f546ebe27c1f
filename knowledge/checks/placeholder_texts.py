"""F012: what `new` wrote as a placeholder is filled in before people read it."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.value_types import PLACEHOLDERS


def check(corpus: Corpus) -> Iterator[Violation]:
    for one in corpus.titled:
        if one.record.status != "draft" and one.record.summary.startswith(PLACEHOLDERS):
            yield Violation.of(one.at("summary"), "F012.summary")
    for skill in corpus.skills:
        if skill.record.status == "draft":
            continue
        for number, level in skill.record.levels.items():
            for index, text in enumerate(level.can_do):
                if text.startswith(PLACEHOLDERS):
                    place = skill.at("levels", number, "can_do", index)
                    yield Violation.of(place, "F012.can-do")
