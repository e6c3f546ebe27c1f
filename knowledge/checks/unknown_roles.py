"""R012: every role that a project names exists; otherwise no learner is offered the project."""

from collections.abc import Iterator

from knowledge.checks.unknown_slugs import find_unknown_slugs
from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    return find_unknown_slugs(corpus, "R012", corpus.role_references, "role")
