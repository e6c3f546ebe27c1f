"""R007: references use the current slug; the old one works, but misleads people who search."""

from collections.abc import Iterable, Iterator, Mapping

from knowledge.corpus import Corpus, SlugReference
from knowledge.findings import Edit, Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    yield from _check_references(corpus.skill_references, corpus.current_skill)
    yield from _check_references(corpus.role_references, corpus.current_role)


def _check_references(
    references: Iterable[SlugReference], current_slugs: Mapping[str, str]
) -> Iterator[Violation]:
    for reference in references:
        slug, current = reference.slug, current_slugs.get(reference.slug)
        if current is not None:
            place = reference.place
            edit = Edit(place.line, place.column, slug, current)
            yield Violation.of(place, "R007", edit=edit, slug=slug, current=current)
