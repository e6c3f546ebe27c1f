"""The catalogue as encoded documents."""

from msgspec import Struct


class Document(Struct, frozen=True):
    """An encoded answer and its entity tag."""

    body: bytes
    etag: str


class CatalogReader:
    """Placeholder."""
