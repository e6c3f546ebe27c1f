"""O003: seniors mostly need no less than juniors; where they do, somebody should have meant it."""

from collections.abc import Iterator
from itertools import pairwise

from knowledge.corpus import Corpus
from knowledge.edges import targets_of
from knowledge.findings import Finding, warning
from knowledge.record_types import VariantName

_ORDER: tuple[VariantName, ...] = ("junior", "mid", "senior")


def check(corpus: Corpus) -> Iterator[Finding]:
    for role in corpus.roles:
        for mention in targets_of(role):
            levels = [(name, mention.levels[name]) for name in _ORDER if name in mention.levels]
            for (lower, before), (higher, after) in pairwise(levels):
                if after < before:
                    yield warning(
                        role.at(*mention.path, "level", higher),
                        "O003",
                        f"{higher} asks for {mention.target.skill} {after}, "
                        f"but {lower} for {before}",
                        "let it rise or stay",
                    )
