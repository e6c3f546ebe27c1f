"""I005, I007, I010: what a release gave out stays valid, or people lose what they have
learnt.
"""

from collections.abc import Iterator

from engine import SourceRef
from knowledge.corpus import Corpus, Released
from knowledge.findings import Finding, error
from knowledge.reading.filed import AnyFiled


def check(corpus: Corpus) -> Iterator[Finding]:
    by_id = {one.record.id: one for one in corpus.entries}
    by_slug: dict[tuple[str, str], AnyFiled] = {
        (one.record.kind, one.record.slug): one for one in corpus.entries
    }
    gone = {one.id for one in corpus.redirects.record.redirects} if corpus.redirects else set()
    for released in sorted(corpus.released):
        if (released.kind, released.slug) in corpus.failed:
            continue
        one = by_id.get(released.id)
        if one is not None:
            yield from _check_kept(one, released)
        elif released.id not in gone:
            yield _vanished(released, by_slug.get((released.kind, released.slug)))


def _vanished(released: Released, holder: AnyFiled | None) -> Finding:
    if holder is not None:
        return error(
            holder.at("id"),
            "I005",
            f"the id of {released.slug} was {released.id} in the last release",
            f"write id: {released.id}; ids never change",
        )
    return error(
        SourceRef("redirects.yaml", 1, 1),
        "I007",
        f"the {released.kind} {released.slug} ({released.id}) of the last release is gone",
        "bring it back, or say in redirects.yaml where it went",
    )


def _check_kept(one: AnyFiled, released: Released) -> Iterator[Finding]:
    record = one.record
    if record.slug != released.slug and released.slug not in record.former_slugs:
        yield error(
            one.at("slug"),
            "I010",
            f"the slug was {released.slug} in the last release",
            f"add it: former_slugs: [{', '.join((*record.former_slugs, released.slug))}]",
        )
