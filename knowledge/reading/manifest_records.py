"""The keys of manifest.yaml and scale.yaml: what the content is, and what its levels mean."""

from typing import Annotated, Literal

from msgspec import Meta

from knowledge.reading.value_types import TOP_LEVEL, ContentRecord, Name, Version


class ScaleLevelRecord(ContentRecord, frozen=True):
    """What a level means in every skill."""

    name: Name
    rubric: str


class ScaleRecord(ContentRecord, frozen=True):
    """scale.yaml: levels 0 to 5."""

    kind: Literal["scale"]
    levels: dict[Annotated[int, Meta(ge=0, le=TOP_LEVEL)], ScaleLevelRecord]


class SourceRecord(ContentRecord, frozen=True):
    """A public classification that the content refers to, with its pinned version."""

    name: Name
    version: str
    licence: str
    attribution: str


class ManifestRecord(ContentRecord, frozen=True):
    """manifest.yaml: what this content is and its licence."""

    kind: Literal["manifest"]
    name: Name
    version: Version
    schema_version: Literal[1]
    licence: str
    sources: tuple[SourceRecord, ...] = ()
