"""O003: seniors rarely need less than juniors; where they do, it should be intended."""

from collections.abc import Iterator
from itertools import pairwise

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.value_types import VariantName

_ORDER: tuple[VariantName, ...] = ("junior", "mid", "senior")


def check(corpus: Corpus) -> Iterator[Violation]:
    for reference in corpus.target_references:
        levels = [(name, reference.levels[name]) for name in _ORDER if name in reference.levels]
        for (lower, before), (higher, after) in pairwise(levels):
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
