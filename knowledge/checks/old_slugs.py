"""R007: references use the current slug; the old one works, but misleads people who search."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Edit, Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for reference in corpus.skill_references:
        slug, current = reference.slug, corpus.current_skill.get(reference.slug)
        if current is not None:
            place = reference.place
            edit = Edit(place.line, place.column, slug, current)
            yield Violation.of(place, "R007", edit=edit, slug=slug, current=current)
