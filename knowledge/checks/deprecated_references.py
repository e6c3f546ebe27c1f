"""R005: nothing new should stand on what is on its way out."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning


def check(corpus: Corpus) -> Iterator[Finding]:
    for mention in corpus.skill_mentions:
        named = corpus.skill_by_slug.get(mention.slug)
        if named is not None and named.record.status == "deprecated":
            deprecation = named.record.deprecation
            replaced_by = deprecation.replaced_by if deprecation else ()
            yield warning(
                mention.place,
                "R005",
                f"{mention.slug} is deprecated",
                f"use {' or '.join(replaced_by)}" if replaced_by else "take it out",
            )
