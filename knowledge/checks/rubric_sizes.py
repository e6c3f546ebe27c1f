"""P001: a rubric has 3 to 6 criteria; fewer prove little, and more are not applied with care."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation

FEWEST, MOST = 3, 6


def check(corpus: Corpus) -> Iterator[Violation]:
    for project in corpus.projects:
        n = len(project.record.rubric)
        if n and not FEWEST <= n <= MOST:
            yield Violation.of(project.at("rubric"), "P001", n=n, least=FEWEST, most=MOST)
