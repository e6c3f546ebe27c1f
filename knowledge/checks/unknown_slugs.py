"""What the rules on unknown skills, resources and roles have in common."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from engine import Message
from knowledge.corpus import Corpus
from knowledge.corpus.references import SlugReference
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation
from knowledge.reading.located import AnyLocated


def find_unknown_slugs(
    corpus: Corpus, code: str, references: Iterable[SlugReference], kind: str
) -> Iterator[Violation]:
    """The references to records of a kind that lead nowhere, each with the nearest slug as a hint.

    Not those to a file that cannot be read or whose slug was changed: that is reported there.
    """
    records, current = _records_of(corpus, kind)
    known = {one.record.slug for one in records}
    changed = {PurePosixPath(one.path).stem for one in records}
    for reference in references:
        slug = reference.slug
        is_reported = (kind, slug) in corpus.failed or slug in changed
        if slug and slug not in known and slug not in current and not is_reported:
            fix = did_you_mean(slug, known, otherwise=Message(f"{code}.fix", {"slug": slug}))
            yield Violation.of(reference.place, code, fix=fix, slug=slug)


def _records_of(corpus: Corpus, kind: str) -> tuple[tuple[AnyLocated, ...], Mapping[str, str]]:
    """The records of a kind, and former slug → the slug it has now."""
    by_kind: dict[str, tuple[tuple[AnyLocated, ...], Mapping[str, str]]] = {
        "skill": (corpus.skills, corpus.current_skill),
        "role": (corpus.roles, corpus.current_role),
        "resource": (corpus.resources, corpus.current_resource),
    }
    return by_kind[kind]
