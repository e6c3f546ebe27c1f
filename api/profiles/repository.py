"""Current ratings and the events they follow from."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import (
    Float,
    Integer,
    SmallInteger,
    Text,
    Uuid,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, Insert
from sqlalchemy.dialects.postgresql import insert as upsert

from api.db.statements import Statement, returns_nothing
from api.db.tables import RoadmapItemRow, SkillRatingEventRow, SkillRatingRow, UserRow


class RatingFound(Struct, frozen=True):
    """A current rating."""

    skill_id: str
    level: int
    source: str
    confidence: float
    updated_at: datetime
    version: int


class VersionFound(Struct, frozen=True):
    """The version of a whole profile."""

    profile_version: int


class EventFound(Struct, frozen=True):
    """The last thing somebody said about a skill, apart from roadmaps."""

    level: int
    source: str
    confidence: float
    recorded_at: datetime


class LevelFound(Struct, frozen=True):
    """The highest level finished in roadmaps, if any."""

    level: int | None


_rating = (
    SkillRatingRow.skill_id,
    SkillRatingRow.level,
    SkillRatingRow.source,
    SkillRatingRow.confidence,
    SkillRatingRow.updated_at,
    SkillRatingRow.version,
)
_mine = SkillRatingRow.user_id == bindparam("user_id")

LIST_RATINGS = Statement(
    select(*_rating).where(_mine, SkillRatingRow.level >= 0).order_by(SkillRatingRow.skill_id),
    RatingFound,
)
READ_VERSION = Statement(
    select(UserRow.profile_version).where(UserRow.id == bindparam("user_id")), VersionFound
)
NEXT_VERSION = Statement(
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(profile_version=UserRow.profile_version + 1)
    .returning(UserRow.profile_version),
    VersionFound,
)


def _in_place_of_others(ratings: Insert) -> Statement[RatingFound]:
    """Write ratings; each replaces the one there is and counts as its next version."""
    written = ratings.on_conflict_do_update(
        index_elements=[SkillRatingRow.user_id, SkillRatingRow.skill_id],
        set_={
            "level": ratings.excluded.level,
            "source": ratings.excluded.source,
            "confidence": ratings.excluded.confidence,
            "updated_at": func.now(),
            "version": SkillRatingRow.version + 1,
        },
    )
    return Statement(written.returning(*_rating), RatingFound)


SET_RATING = _in_place_of_others(
    upsert(SkillRatingRow).values(
        user_id=bindparam("user_id"),
        skill_id=bindparam("skill_id"),
        level=bindparam("level"),
        source=bindparam("source"),
        confidence=bindparam("confidence", type_=Float(53)),
        updated_at=func.now(),
        version=1,
    )
)
DROP_RATING = returns_nothing(
    delete(SkillRatingRow).where(_mine, SkillRatingRow.skill_id == bindparam("skill_id"))
)
ADD_EVENT = returns_nothing(
    insert(SkillRatingEventRow).values(
        user_id=bindparam("user_id"),
        skill_id=bindparam("skill_id"),
        level=bindparam("level"),
        source=bindparam("source"),
        confidence=bindparam("confidence", type_=Float(53)),
    )
)
_several = (
    bindparam("user_id", type_=Uuid()).label("user_id"),
    func.unnest(bindparam("skill_id", type_=ARRAY(Text))).label("skill_id"),
    func.unnest(bindparam("level", type_=ARRAY(SmallInteger))).label("level"),
    func.unnest(bindparam("source", type_=ARRAY(Text))).label("source"),
    func.unnest(bindparam("confidence", type_=ARRAY(Float(53)))).label("confidence"),
)
_columns = ["user_id", "skill_id", "level", "source", "confidence"]
SET_RATINGS = _in_place_of_others(
    upsert(SkillRatingRow).from_select(
        [*_columns, "version"], select(*_several, literal(1, Integer))
    )
)
ADD_EVENTS = returns_nothing(insert(SkillRatingEventRow).from_select(_columns, select(*_several)))
LAST_SAID = Statement(
    select(
        SkillRatingEventRow.level,
        SkillRatingEventRow.source,
        SkillRatingEventRow.confidence,
        SkillRatingEventRow.recorded_at,
    )
    .where(
        SkillRatingEventRow.user_id == bindparam("user_id"),
        SkillRatingEventRow.skill_id == bindparam("skill_id"),
        SkillRatingEventRow.source != "roadmap",
    )
    .order_by(SkillRatingEventRow.recorded_at.desc(), SkillRatingEventRow.id.desc())
    .limit(1),
    EventFound,
)
FINISHED_SINCE = Statement(
    select(func.max(RoadmapItemRow.level).label("level")).where(
        RoadmapItemRow.user_id == bindparam("user_id"),
        RoadmapItemRow.skill_id == bindparam("skill_id"),
        RoadmapItemRow.status == "done",
        RoadmapItemRow.done_at > bindparam("since"),
    ),
    LevelFound,
)
