"""Current ratings and the events they follow from."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Float, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from api.db.rows import RoadmapItemRow, SkillRatingEventRow, SkillRatingRow, UserRow
from api.db.statements import Statement, returns_nothing


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
_set = upsert(SkillRatingRow).values(
    user_id=bindparam("user_id"),
    skill_id=bindparam("skill_id"),
    level=bindparam("level"),
    source=bindparam("source"),
    confidence=bindparam("confidence", type_=Float(53)),
    updated_at=func.now(),
    version=1,
)
SET_RATING = Statement(
    _set.on_conflict_do_update(
        index_elements=[SkillRatingRow.user_id, SkillRatingRow.skill_id],
        set_={
            "level": _set.excluded.level,
            "source": _set.excluded.source,
            "confidence": _set.excluded.confidence,
            "updated_at": func.now(),
            "version": SkillRatingRow.version + 1,
        },
    ).returning(*_rating),
    RatingFound,
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
