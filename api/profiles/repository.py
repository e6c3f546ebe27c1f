"""Current ratings and the events they follow from."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    SmallInteger,
    Text,
    Uuid,
    bindparam,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, Insert
from sqlalchemy.dialects.postgresql import insert as upsert

from api.db.statements import Statement
from api.db.tables import SkillRatingEventRow, SkillRatingRow, UserRow


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


rating_columns = (
    SkillRatingRow.skill_id,
    SkillRatingRow.level,
    SkillRatingRow.source,
    SkillRatingRow.confidence,
    SkillRatingRow.updated_at,
    SkillRatingRow.version,
)
_mine = SkillRatingRow.user_id == bindparam("user_id")
LIST_RATINGS = Statement(
    select(*rating_columns)
    .where(_mine, SkillRatingRow.level >= 0)
    .order_by(SkillRatingRow.skill_id),
    RatingFound,
)
READ_VERSION = Statement(
    select(UserRow.profile_version).where(UserRow.id == bindparam("user_id")), ProfileVersion
)
next_version = (
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(profile_version=UserRow.profile_version + 1)
)
NEXT_VERSION = Statement(next_version.returning(UserRow.profile_version), ProfileVersion)
_new = {
    name: func.unnest(bindparam(name, type_=ARRAY(kind))).label(name)
    for name, kind in (
        ("skill_id", Text),
        ("level", SmallInteger),
        ("source", Text),
        ("confidence", Float(53)),
    )
}
person = bindparam("user_id", type_=Uuid()).label("user_id")
written_columns = ["user_id", "skill_id", "level", "source", "confidence"]


def in_place(ratings: Insert, *, updated_at: ColumnElement[datetime] | None = None) -> Insert:
    """Write ratings, each in place of the one before; as of now unless a time is given."""
    return ratings.on_conflict_do_update(
        index_elements=[SkillRatingRow.user_id, SkillRatingRow.skill_id],
        set_={
            "level": ratings.excluded.level,
            "source": ratings.excluded.source,
            "confidence": ratings.excluded.confidence,
            "updated_at": func.now() if updated_at is None else updated_at,
            "version": SkillRatingRow.version + 1,
        },
    )


def _with_events() -> Statement[RatingFound]:
    """Write ratings and an event for each of them."""
    new = select(person, *_new.values()).cte("new")
    values = [new.c[name] for name in written_columns]
    events = insert(SkillRatingEventRow).from_select(written_columns, select(*values)).cte("events")
    ratings = upsert(SkillRatingRow).from_select(
        [*written_columns, "version"], select(*values, literal(1, Integer))
    )
    return Statement(in_place(ratings).add_cte(events).returning(*rating_columns), RatingFound)


WRITE_RATINGS = _with_events()
