"""O004: where less than two fifths of the weight is core, readiness says little about the job
itself.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation

SHARE = 0.4


def check(corpus: Corpus) -> Iterator[Violation]:
    for role in corpus.roles:
        weights = {"core": 0, "supporting": 0, "bonus": 0}
        for requirement in role.record.requirements:
            weights[requirement.importance] += requirement.weight
        counted = weights["core"] + weights["supporting"]
        if counted and weights["core"] < SHARE * counted:
            percent = round(100 * weights["core"] / counted)
            yield Violation.of(role.at_key("requirements"), "O004", percent=percent)
