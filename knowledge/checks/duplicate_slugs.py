"""I002: no two files of a kind share a slug, or an address would lead to two things."""

from collections.abc import Iterator, Sequence

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.filed import AnyFiled, is_misnamed


def check(corpus: Corpus) -> Iterator[Finding]:
    kinds: tuple[Sequence[AnyFiled], ...] = (corpus.skills, corpus.roles, corpus.resources)
    for filed in kinds:
        first: dict[str, str] = {}
        for one in sorted(filed, key=is_misnamed):
            slug = one.record.slug
            if slug and slug in first:
                yield error(
                    one.at("slug"),
                    "I002",
                    f"the slug {slug} belongs to {first[slug]} already",
                    "choose another slug and file name",
                )
            first.setdefault(slug, one.path)
    yield from _domains_twice(corpus)


def _domains_twice(corpus: Corpus) -> Iterator[Finding]:
    seen: set[str] = set()
    if corpus.domains is None:
        return
    for index, domain in enumerate(corpus.domains.record.domains):
        if domain.slug and domain.slug in seen:
            place = corpus.domains.at("domains", index, "slug")
            yield error(place, "I002", f"the domain {domain.slug} is listed twice", "drop one")
        seen.add(domain.slug)
