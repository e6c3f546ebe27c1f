"""O003: seniors mostly need no less than juniors; where they do, somebody should have meant it."""

from collections.abc import Iterator
from itertools import pairwise

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning
from knowledge.reading.record_types import VariantName

_ORDER: tuple[VariantName, ...] = ("junior", "mid", "senior")


def check(corpus: Corpus) -> Iterator[Finding]:
    for mention in corpus.targets:
        levels = [(name, mention.levels[name]) for name in _ORDER if name in mention.levels]
        for (lower, before), (higher, after) in pairwise(levels):
            if after < before:
                yield warning(
                    mention.owner.at(*mention.path, "level", higher),
                    "O003",
                    f"{higher} asks for {mention.target.skill} {after}, but {lower} for {before}",
                    "let it rise or stay",
                )
