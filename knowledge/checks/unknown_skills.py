"""R001: every skill that is named exists; otherwise the graph has holes."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from engine import Message
from knowledge.corpus import Corpus
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    known = corpus.skill_by_slug
    renamed = {PurePosixPath(one.path).stem for one in corpus.skills}  # their slug is reported
    for reference in corpus.skill_references:
        slug = reference.slug
        is_reported = ("skill", slug) in corpus.failed or slug in renamed
        if slug and slug not in known and slug not in corpus.current_skill and not is_reported:
            fix = did_you_mean(slug, known, otherwise=Message("R001.fix", {"slug": slug}))
            yield Violation.of(reference.place, "R001", fix=fix, slug=slug)
