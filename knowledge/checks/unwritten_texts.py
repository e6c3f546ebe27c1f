"""F012: what `new` wrote as a placeholder is filled in before people read it."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning
from knowledge.reading.record_types import PLACEHOLDERS


def check(corpus: Corpus) -> Iterator[Finding]:
    for one in corpus.titled:
        if one.record.status != "draft" and one.record.summary.startswith(PLACEHOLDERS):
            yield warning(
                one.at("summary"), "F012", "the summary is not written yet", "say it in one line"
            )
    for skill in corpus.skills:
        if skill.record.status == "draft":
            continue
        for number, level in skill.record.levels.items():
            for index, text in enumerate(level.can_do):
                if text.startswith(PLACEHOLDERS):
                    yield warning(
                        skill.at("levels", number, "can_do", index),
                        "F012",
                        "this can_do is not written yet",
                        "say what one does at this level",
                    )
