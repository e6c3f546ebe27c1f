"""E002: hours far from those of the same level in the domain are usually a typing error."""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from knowledge.corpus import Corpus
from knowledge.findings import Violation

FACTOR = 5
LEAST = 6
"""Fewer skills than this say nothing about what is usual."""


def check(corpus: Corpus) -> Iterator[Violation]:
    typical: dict[tuple[str, int], list[float]] = defaultdict(list)
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            typical[skill.record.domain, number].append(level.effort_hours.typical)
    usual = {key: median(hours) for key, hours in typical.items() if len(hours) >= LEAST}
    for skill in corpus.skills:
        domain = skill.record.domain
        for number, level in skill.record.levels.items():
            hours, middle = level.effort_hours.typical, usual.get((domain, number))
            if middle is not None and hours and not middle / FACTOR <= hours <= middle * FACTOR:
                place = skill.at("levels", number, "effort_hours")
                yield Violation.of(
                    place, "E002", hours=hours, level=number, domain=domain, usual=middle
                )
