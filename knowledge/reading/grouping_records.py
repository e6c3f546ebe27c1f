"""The keys of domains.yaml and families.yaml: the closed lists that skills and roles belong to."""

from typing import Annotated, Literal

from msgspec import Meta

from knowledge.reading.value_types import ContentRecord, Name, Slug


class SubjectRecord(ContentRecord, frozen=True):
    """A part of the field with a few domains: what pictures show from afar."""

    slug: Slug
    title: Name
    summary: str


class DomainRecord(ContentRecord, frozen=True):
    """One domain; older releases have no subjects."""

    slug: Slug
    title: Name
    summary: str
    subject: Slug = ""


class DomainsRecord(ContentRecord, frozen=True):
    """domains.yaml: the closed list of domains, and of the subjects above them."""

    kind: Literal["domains"]
    domains: Annotated[tuple[DomainRecord, ...], Meta(min_length=1)]
    subjects: tuple[SubjectRecord, ...] = ()


class FamilyRecord(ContentRecord, frozen=True):
    """Roles that people move between, under one name."""

    slug: Slug
    title: Name
    summary: str


class FamiliesRecord(ContentRecord, frozen=True):
    """families.yaml: the closed list of families of roles."""

    kind: Literal["families"]
    families: Annotated[tuple[FamilyRecord, ...], Meta(min_length=1)]
