"""I005, I007, I010: what a release published stays valid, or people lose what they have learnt."""

from collections.abc import Iterator

from engine import SourceRef
from knowledge.corpus import Corpus, ReleasedEntry
from knowledge.findings import Violation
from knowledge.reading.located import AnyLocated


def check(corpus: Corpus) -> Iterator[Violation]:
    by_id = {one.record.id: one for one in corpus.entries}
    by_slug: dict[tuple[str, str], AnyLocated] = {
        (one.record.kind, one.record.slug): one for one in corpus.entries
    }
    gone = {one.id for one in corpus.redirects.record.redirects} if corpus.redirects else set()
    for released in sorted(corpus.released):
        if (released.kind, released.slug) in corpus.failed:
            continue
        one = by_id.get(released.id)
        if one is not None:
            yield from _check_slug(one, released)
        elif released.id not in gone:
            yield _missing(released, by_slug.get((released.kind, released.slug)))


def _missing(released: ReleasedEntry, holder: AnyLocated | None) -> Violation:
    if holder is not None:
        return Violation.of(holder.at("id"), "I005", slug=released.slug, id=released.id)
    place = SourceRef("redirects.yaml", 1, 1)
    return Violation.of(place, "I007", kind=released.kind, slug=released.slug, id=released.id)


def _check_slug(one: AnyLocated, released: ReleasedEntry) -> Iterator[Violation]:
    record = one.record
    if record.slug != released.slug and released.slug not in record.former_slugs:
        slugs = ", ".join((*record.former_slugs, released.slug))
        yield Violation.of(one.at("slug"), "I010", slug=released.slug, slugs=slugs)
