"""I002: no two files of a kind share a slug, or an address would lead to two things."""

from collections.abc import Iterator, Sequence

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.located import AnyLocated, is_misnamed


def check(corpus: Corpus) -> Iterator[Violation]:
    kinds: tuple[Sequence[AnyLocated], ...] = (
        corpus.skills,
        corpus.roles,
        corpus.resources,
        corpus.projects,
    )
    for of_kind in kinds:
        first: dict[str, str] = {}
        for one in sorted(of_kind, key=is_misnamed):
            slug = one.record.slug
            if slug and slug in first:
                yield Violation.of(one.at("slug"), "I002.slug", slug=slug, path=first[slug])
            first.setdefault(slug, one.path)
    yield from _repeated_domains(corpus)


def _repeated_domains(corpus: Corpus) -> Iterator[Violation]:
    seen: set[str] = set()
    if corpus.domains is None:
        return
    for index, domain in enumerate(corpus.domains.record.domains):
        if domain.slug and domain.slug in seen:
            place = corpus.domains.at("domains", index, "slug")
            yield Violation.of(place, "I002.domain", slug=domain.slug)
        seen.add(domain.slug)
