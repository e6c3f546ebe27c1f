"""R002: every resource that is named exists; otherwise learners get a dead entry."""

from collections.abc import Iterator

from knowledge.checks.unknown_slugs import find_unknown_slugs
from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    return find_unknown_slugs(corpus, "R002", corpus.resource_references, "resource")
