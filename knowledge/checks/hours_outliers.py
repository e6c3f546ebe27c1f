"""E002: hours far from those of the same level in the domain are mostly a slip of a digit."""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning

FACTOR = 5
LEAST = 6
"""Fewer skills than this say nothing about what is usual."""


def check(corpus: Corpus) -> Iterator[Finding]:
    typical: dict[tuple[str, int], list[float]] = defaultdict(list)
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            typical[skill.record.domain, number].append(level.effort_hours.typical)
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            others = typical[skill.record.domain, number]
            hours, usual = level.effort_hours.typical, median(others)
            if len(others) >= LEAST and hours and not usual / FACTOR <= hours <= usual * FACTOR:
                yield warning(
                    skill.at("levels", number, "effort_hours"),
                    "E002",
                    f"{hours:g} hours, where level {number} in {skill.record.domain} "
                    f"usually takes {usual:g}",
                    "look whether a digit slipped",
                )
