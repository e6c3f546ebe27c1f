"""Profiles over the wire."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, field

from api.wire import (
    ConfidenceBySkill,
    InputStruct,
    LevelNumber,
    OutputStruct,
    RatingsBySkill,
    SkillRefView,
)


class RatingView(OutputStruct, frozen=True):
    """A person's level in one skill, where it comes from, and how sure it is (0 to 1).

    The source `split` is to be confirmed: it is the level of a skill that was split into several.
    `isCounted` is false where the skill was retired: its rating is history.
    """

    skill: SkillRefView
    level: int
    source: str
    confidence: float
    updated_at: datetime
    version: int
    is_counted: bool


class RatingListView(OutputStruct, frozen=True):
    """The whole profile; send its ETag as `If-Match` to change it."""

    items: list[RatingView]
    next_cursor: str | None
    knowledge_version: str


class RatingRequest(InputStruct, frozen=True):
    """A person's own rating of one skill."""

    level: LevelNumber


class RatingsRequest(InputStruct, frozen=True):
    """Several ratings at once; skills left out stay as they are.

    `placed` names those of the `ratings` that a placement without an account wrote, by the same
    slug, with their confidence; the others are your own and certain.
    """

    ratings: Annotated[RatingsBySkill, Meta(min_length=1)]
    placed: ConfidenceBySkill = field(default_factory=dict)
