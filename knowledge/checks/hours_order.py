"""E001: low ≤ typical ≤ high, or the weeks of a roadmap make no sense."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            hours = level.effort_hours
            is_complete = hours.low and hours.typical and hours.high
            if is_complete and not hours.low <= hours.typical <= hours.high:
                yield Violation.of(
                    skill.at("levels", number, "effort_hours"),
                    "E001",
                    low=hours.low,
                    typical=hours.typical,
                    high=hours.high,
                )
