"""R005: nothing new should depend on what is deprecated."""

from collections.abc import Iterator

from engine import Message
from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for reference in corpus.skill_references:
        named = corpus.skill_by_slug.get(reference.slug)
        if named is not None and named.record.status == "deprecated":
            deprecation = named.record.deprecation
            replaced_by = deprecation.replaced_by if deprecation else ()
            fix = Message("R005.fix.remove")
            if replaced_by:
                fix = Message("R005.fix.replace", {"slugs": replaced_by})
            yield Violation.of(reference.place, "R005", fix=fix, slug=reference.slug)
