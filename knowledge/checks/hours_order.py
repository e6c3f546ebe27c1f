"""E001: low ≤ typical ≤ high, or the weeks that people are told make no sense."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            hours = level.effort_hours
            is_whole = hours.low and hours.typical and hours.high
            if is_whole and not hours.low <= hours.typical <= hours.high:
                yield error(
                    skill.at("levels", number, "effort_hours"),
                    "E001",
                    f"the hours {hours.low:g}, {hours.typical:g}, {hours.high:g} do not rise",
                    "write low ≤ typical ≤ high",
                )
