"""G009: nested alternatives multiply; a handful of lines could mean millions of ways and stop the
planner.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus, groups_of
from knowledge.findings import Violation
from knowledge.reading.records import AnyNeed

MAX_WAYS = 200


def check(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, entry in enumerate(level.requires):
                path = ("levels", number, "requires", index)
                if any(_ways(need) > MAX_WAYS for need, _ in groups_of(entry, path)):
                    yield Violation.of(skill.at(*path), "G009", most=MAX_WAYS)


def _ways(need: AnyNeed) -> int:
    if need.any_of:
        return min(sum(_ways(branch) for branch in need.any_of), 10**9)
    product = 1
    for part in need.all_of:
        product = min(product * _ways(part), 10**9)
    return product
