"""Current ratings and the events they follow from."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    Float,
    Integer,
    Select,
    SmallInteger,
    Text,
    Uuid,
    bindparam,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, Insert
from sqlalchemy.dialects.postgresql import insert as upsert

from api.db.statements import Nothing, Statement, returns_nothing
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
_next_version = (
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(profile_version=UserRow.profile_version + 1)
)
NEXT_VERSION = Statement(_next_version.returning(UserRow.profile_version), ProfileVersion)


_new = {
    name: func.unnest(bindparam(name, type_=ARRAY(kind))).label(name)
    for name, kind in (
        ("skill_id", Text),
        ("level", SmallInteger),
        ("source", Text),
        ("confidence", Float(53)),
    )
}
_user = bindparam("user_id", type_=Uuid()).label("user_id")
_columns = ["user_id", "skill_id", "level", "source", "confidence"]


def _in_place(ratings: Insert) -> Insert:
    """Write ratings, each in place of the one before."""
    return ratings.on_conflict_do_update(
        index_elements=[SkillRatingRow.user_id, SkillRatingRow.skill_id],
        set_={
            "level": ratings.excluded.level,
            "source": ratings.excluded.source,
            "confidence": ratings.excluded.confidence,
            "updated_at": func.now(),
            "version": SkillRatingRow.version + 1,
        },
    )


def _with_events() -> Statement[RatingFound]:
    """Write ratings and an event for each of them."""
    new = select(_user, *_new.values()).cte("new")
    values = [new.c[name] for name in _columns]
    events = insert(SkillRatingEventRow).from_select(_columns, select(*values)).cte("events")
    ratings = upsert(SkillRatingRow).from_select(
        [*_columns, "version"], select(*values, literal(1, Integer))
    )
    return Statement(_in_place(ratings).add_cte(events).returning(*_rating), RatingFound)


WRITE_RATINGS = _with_events()


def _follow_progress() -> Statement[Nothing]:
    """The higher of what was last said about a skill and what was finished in roadmaps since.

    Equal levels leave what was said; without either there is no rating. The profile has to be
    locked before, so that nothing is said meanwhile.
    """
    skill = bindparam("skill_id", type_=Text())
    said = (
        select(
            SkillRatingEventRow.level,
            SkillRatingEventRow.source,
            SkillRatingEventRow.confidence,
            SkillRatingEventRow.recorded_at,
        )
        .where(
            SkillRatingEventRow.user_id == bindparam("user_id"),
            SkillRatingEventRow.skill_id == skill,
            SkillRatingEventRow.source != "roadmap",
        )
        .order_by(SkillRatingEventRow.recorded_at.desc(), SkillRatingEventRow.id.desc())
        .limit(1)
        .cte("said")
    )
    since = func.coalesce(
        select(said.c.recorded_at).scalar_subquery(),
        literal_column("'-infinity'::timestamptz"),
    )
    finished: Select[*tuple[Any, ...]] = select(
        RoadmapItemRow.level, literal_column("'roadmap'"), literal_column("1.0::float8")
    ).where(
        RoadmapItemRow.user_id == bindparam("user_id"),
        RoadmapItemRow.skill_id == skill,
        RoadmapItemRow.status == "done",
        RoadmapItemRow.done_at > since,
    )
    known = union_all(select(said.c.level, said.c.source, said.c.confidence), finished).subquery()
    rating = (
        select(known)
        .order_by(known.c.level.desc(), (known.c.source == "roadmap").asc())
        .limit(1)
        .cte("rating")
    )
    ratings = upsert(SkillRatingRow).from_select(
        [*_columns, "version"],
        select(_user, skill, *rating.c, literal(1, Integer)),
    )
    dropped = delete(SkillRatingRow).where(
        _mine, SkillRatingRow.skill_id == skill, ~select(rating).exists()
    )
    level, confidence = (
        select(column).scalar_subquery() for column in (rating.c.level, rating.c.confidence)
    )
    event = insert(SkillRatingEventRow).from_select(
        _columns,
        select(_user, skill, level, literal_column("'roadmap'"), func.coalesce(confidence, 1.0)),
    )
    return returns_nothing(
        event.add_cte(
            _next_version.cte("profile"), _in_place(ratings).cte("written"), dropped.cte("dropped")
        )
    )


FOLLOW_PROGRESS = _follow_progress()
