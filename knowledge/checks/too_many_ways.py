"""G009: nested alternatives multiply; a handful of lines could mean millions of ways and stop the
planner.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.records import AnyNeed
from knowledge.references import groups_of

MAX_WAYS = 200


def check(corpus: Corpus) -> Iterator[Finding]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, entry in enumerate(level.requires):
                path = ("levels", number, "requires", index)
                if any(_ways(need) > MAX_WAYS for need, _ in groups_of(entry, path)):
                    yield error(
                        skill.at(*path),
                        "G009",
                        f"this prerequisite can be met in more than {MAX_WAYS} ways",
                        "nest less: name the few ways that people really take",
                    )


def _ways(need: AnyNeed) -> int:
    if need.any_of:
        return min(sum(_ways(branch) for branch in need.any_of), 10**9)
    product = 1
    for part in need.all_of:
        product = min(product * _ways(part), 10**9)
    return product
