"""R001: every skill that is named exists; otherwise the graph has holes."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from knowledge.closest import did_you_mean
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    known = corpus.skill_by_slug
    renamed = {PurePosixPath(one.path).stem for one in corpus.skills}  # their slug is reported
    for mention in corpus.skill_mentions:
        slug = mention.slug
        is_told = ("skill", slug) in corpus.failed or slug in renamed
        if slug and slug not in known and slug not in corpus.current_skill and not is_told:
            mend = did_you_mean(slug, known, otherwise=f"write skills/<domain>/{slug}.yaml first")
            yield error(mention.place, "R001", f"there is no skill {slug}", mend)
