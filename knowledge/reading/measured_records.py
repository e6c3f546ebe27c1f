"""The keys of measured.yaml: what was measured of people's replies and hours, with its source."""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from knowledge.reading.value_types import ContentRecord, Date, LevelNumber, Name, Slug, Version

Rate = Annotated[float, Meta(ge=0.005, le=0.3)]
"""Of slips and guesses: with less a single reply would be taken as proof, with more as noise."""
Difficulty = Annotated[float, Meta(ge=-4, le=4)]
Sharpness = Annotated[float, Meta(ge=0.3, le=5)]
Held = Annotated[float, Meta(ge=0.3, le=1)]
Ratio = Annotated[float, Meta(ge=0.1, le=10)]
Contributions = Annotated[int, Meta(ge=10, le=10_000_000)]
"""How many contributions a number rests on; none is exported that rests on fewer."""


class BasisRecord(ContentRecord, frozen=True):
    """Where numbers come from, when they were fitted, and the content that was asked about."""

    source: Name
    seen_on: Date
    version: Version


class MeasuredRepliesRecord(BasisRecord, frozen=True):
    """How often people who know a step do not say yes, and people who do not know it do."""

    slip: Rate
    guess: Rate
    count: Contributions


class MeasuredStepRecord(ContentRecord, frozen=True):
    """How hard a step is: the ability of those asked, mean 0 and spread 1, of whom half hold it."""

    skill: Slug
    level: LevelNumber
    difficulty: Difficulty
    count: Contributions


class MeasuredDifficultiesRecord(BasisRecord, frozen=True):
    """How hard steps are, and how steeply holding them follows ability."""

    sharpness: Sharpness
    steps: tuple[MeasuredStepRecord, ...]


class NeededStepRecord(ContentRecord, frozen=True):
    """A prerequisite."""

    skill: Slug
    level: LevelNumber


class MeasuredEdgeRecord(ContentRecord, frozen=True):
    """How often who holds a step holds this prerequisite of it."""

    skill: Slug
    level: LevelNumber
    needs: NeededStepRecord
    held: Held
    count: Contributions


class MeasuredEdgesRecord(BasisRecord, frozen=True):
    """How far prerequisites can be relied on."""

    steps: tuple[MeasuredEdgeRecord, ...]


class MeasuredRatioRecord(ContentRecord, frozen=True):
    """The middle of what people needed against the typical hours, and where it surely lies."""

    skill: Slug
    level: LevelNumber
    ratio: Ratio
    low: Ratio
    high: Ratio
    count: Contributions


class MeasuredHoursRecord(BasisRecord, frozen=True):
    """What people needed for steps; it replaces no stated hours, but editors are told."""

    steps: tuple[MeasuredRatioRecord, ...]


class MeasuredRecord(ContentRecord, frozen=True):
    """measured.yaml: only what was measured is written."""

    kind: Literal["measured"]
    replies: MeasuredRepliesRecord | None = None
    difficulties: MeasuredDifficultiesRecord | None = None
    edges: MeasuredEdgesRecord | None = None
    hours: MeasuredHoursRecord | None = None


def sections_of(record: MeasuredRecord) -> Iterator[tuple[str, BasisRecord]]:
    """The sections that are written, by their keys."""
    for name in ("replies", "difficulties", "edges", "hours"):
        section: BasisRecord | None = getattr(record, name)
        if section is not None:
            yield name, section
