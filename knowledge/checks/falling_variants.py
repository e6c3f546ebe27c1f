"""O003: variants rarely need less than the one before; where they do, it should be intended."""

from collections.abc import Iterator
from itertools import pairwise

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for reference in corpus.target_references:
        for (lower, before), (higher, after) in pairwise(reference.levels.items()):
            if after < before:
                yield Violation.of(
                    reference.owner.at(*reference.path, "level", higher),
                    "O003",
                    skill=reference.target.skill,
                    lower=lower,
                    before=before,
                    higher=higher,
                    after=after,
                )
