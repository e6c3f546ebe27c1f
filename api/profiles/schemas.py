"""What a profile says over the wire."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from api.wire import InputStruct, LevelNumber, OutputStruct, RatingsBySkill, SkillRefView


class RatingView(OutputStruct, frozen=True):
    """A person's level in one skill, who says so, and how sure that is (0 to 1)."""

    skill: SkillRefView
    level: int
    source: str
    confidence: float
    updated_at: datetime
    version: int


class RatingListView(OutputStruct, frozen=True):
    """The whole profile; its ETag is what `If-Match` wants back."""

    items: list[RatingView]
    next_cursor: str | None
    knowledge_version: str


class RatingRequest(InputStruct, frozen=True):
    """A person's own rating of one skill."""

    level: LevelNumber


class RatingsRequest(InputStruct, frozen=True):
    """Several ratings at once; skills left out keep theirs."""

    ratings: Annotated[RatingsBySkill, Meta(min_length=1)]
