"""R012: every role that a project names exists; otherwise no learner is offered the project."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from engine import Message
from knowledge.corpus import Corpus
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    known = corpus.role_by_slug
    renamed = {PurePosixPath(one.path).stem for one in corpus.roles}  # their slug is reported
    for reference in corpus.role_references:
        slug = reference.slug
        is_reported = ("role", slug) in corpus.failed or slug in renamed
        if slug and slug not in known and slug not in corpus.current_role and not is_reported:
            fix = did_you_mean(slug, known, otherwise=Message("R012.fix", {"slug": slug}))
            yield Violation.of(reference.place, "R012", fix=fix, slug=slug)
