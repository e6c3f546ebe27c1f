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
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
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


class ProfileVersion(Struct, frozen=True):
    """The version of a whole profile."""

    profile_version: int


class SkillProgress(Struct, frozen=True):
    """The last thing said about a skill apart from roadmaps, and what was finished there since.

    The first three are None when nothing was said; `finished` is the highest level finished.
    """

    level: int | None
    source: str | None
    confidence: float | None
    finished: int | None


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
    select(UserRow.profile_version).where(UserRow.id == bindparam("user_id")), ProfileVersion
)
NEXT_VERSION = Statement(
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(profile_version=UserRow.profile_version + 1)
    .returning(UserRow.profile_version),
    ProfileVersion,
)


_new = {
    name: func.unnest(bindparam(name, type_=ARRAY(kind))).label(name)
    for name, kind in (
        ("skill_id", Text),
        ("level", SmallInteger),
        ("source", Text),
        ("confidence", Float(53)),
        ("recorded_as", Text),
    )
}
_user = bindparam("user_id", type_=Uuid()).label("user_id")
_columns = ["user_id", "skill_id", "level", "source", "confidence"]
ADD_EVENTS = returns_nothing(
    insert(SkillRatingEventRow).from_select(
        _columns,
        select(_user, _new["skill_id"], _new["level"], _new["recorded_as"], _new["confidence"]),
    )
)
"""Each event says by `recorded_as` where the change came from."""


def _with_events() -> Statement[RatingFound]:
    """Write ratings, each in place of the one before, and an event for each of them."""
    new = select(
        _user,
        _new["skill_id"],
        _new["level"],
        _new["source"],
        _new["confidence"],
        _new["recorded_as"],
    ).cte("new")
    events = (
        insert(SkillRatingEventRow)
        .from_select(
            _columns,
            select(new.c.user_id, new.c.skill_id, new.c.level, new.c.recorded_as, new.c.confidence),
        )
        .cte("events")
    )
    ratings = upsert(SkillRatingRow).from_select(
        [*_columns, "version"],
        select(*[new.c[name] for name in _columns], literal(1, Integer)),
    )
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
    return Statement(written.add_cte(events).returning(*_rating), RatingFound)


WRITE_RATINGS = _with_events()
DROP_RATING = returns_nothing(
    delete(SkillRatingRow).where(_mine, SkillRatingRow.skill_id == bindparam("skill_id"))
)


def _skill_progress() -> Statement[SkillProgress]:
    """One row: what was last said about a skill, and what was finished in roadmaps since."""
    said = (
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
        .limit(1)
        .subquery("said")
    )
    finished = (
        select(func.max(RoadmapItemRow.level))
        .where(
            RoadmapItemRow.user_id == bindparam("user_id"),
            RoadmapItemRow.skill_id == bindparam("skill_id"),
            RoadmapItemRow.status == "done",
            or_(said.c.recorded_at.is_(None), RoadmapItemRow.done_at > said.c.recorded_at),
        )
        .correlate(said)
        .scalar_subquery()
    )
    always = select(literal(1, Integer).label("one")).subquery("always")
    return Statement(
        select(said.c.level, said.c.source, said.c.confidence, finished.label("finished"))
        .select_from(always)
        .outerjoin(said, true()),
        SkillProgress,
    )


SKILL_PROGRESS = _skill_progress()
