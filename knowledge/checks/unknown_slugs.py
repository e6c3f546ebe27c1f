"""R001, R002, R012: what is named exists; otherwise the graph has holes and links lead nowhere."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from engine import Message
from knowledge.corpus import Corpus
from knowledge.corpus.references import SlugReference
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation
from knowledge.reading.located import AnyLocated


def check_skills(corpus: Corpus) -> Iterator[Violation]:
    """Every skill that is named anywhere."""
    for reference in _unknown(
        corpus, "skill", corpus.skill_references, corpus.skills, corpus.current_skill
    ):
        yield _violation(reference, "R001", corpus.skill_by_slug)


def check_resources(corpus: Corpus) -> Iterator[Violation]:
    """Every resource that a level names."""
    for reference in _unknown(
        corpus, "resource", corpus.resource_references, corpus.resources, corpus.current_resource
    ):
        yield _violation(reference, "R002", corpus.resource_by_slug)


def check_roles(corpus: Corpus) -> Iterator[Violation]:
    """Every role that a project names."""
    for reference in _unknown(
        corpus, "role", corpus.role_references, corpus.roles, corpus.current_role
    ):
        yield _violation(reference, "R012", corpus.role_by_slug)


def _unknown(
    corpus: Corpus,
    kind: str,
    references: Iterable[SlugReference],
    records: Iterable[AnyLocated],
    current: Mapping[str, str],
) -> Iterator[SlugReference]:
    """The references that lead nowhere, `current` being former slug → present slug.

    Not those to a file that cannot be read or whose slug was changed: that is reported there.
    """
    known = set(current)
    for one in records:
        known |= {one.record.slug, PurePosixPath(one.path).stem}
    for reference in references:
        slug = reference.slug
        if slug and slug not in known and (kind, slug) not in corpus.failed:
            yield reference


def _violation(reference: SlugReference, code: str, known: Iterable[str]) -> Violation:
    slug = reference.slug
    fix = did_you_mean(slug, known, otherwise=Message(f"{code}.fix", {"slug": slug}))
    return Violation.of(reference.place, code, fix=fix, slug=slug)
