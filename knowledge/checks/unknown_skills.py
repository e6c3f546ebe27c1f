"""R001: every skill that is named exists; otherwise the graph has holes."""

from collections.abc import Iterator

from knowledge.checks.unknown_slugs import find_unknown_slugs
from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    return find_unknown_slugs(corpus, "R001", corpus.skill_references, "skill")
