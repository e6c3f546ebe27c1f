"""Kept roadmaps and the progress on their items."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    DateTime,
    Float,
    Integer,
    SmallInteger,
    Text,
    Uuid,
    and_,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from api.db.statements import Statement, returns_nothing
from api.db.tables import RoadmapItemRow, RoadmapRow


class RoadmapAdded(Struct, frozen=True):
    """What the database gave a new roadmap."""

    id: UUID
    created_at: datetime


class RoadmapNamed(Struct, frozen=True):
    """Which roadmap."""

    id: UUID


class RoadmapFound(Struct, frozen=True):
    """A roadmap as it is kept."""

    id: UUID
    analysis_id: UUID
    role_id: str
    variant: str
    hours_per_week: float
    status: str
    version: int
    knowledge_version: str
    inputs: str
    result: str
    created_at: datetime
    archived_at: datetime | None


class RoadmapLocked(Struct, frozen=True):
    """A roadmap that nobody else changes meanwhile."""

    status: str
    version: int


class VersionFound(Struct, frozen=True):
    """The version after a change."""

    version: int


class RoadmapListed(Struct, frozen=True):
    """A roadmap in a list."""

    id: UUID
    role_id: str
    variant: str
    hours_per_week: float
    status: str
    version: int
    knowledge_version: str
    created_at: datetime
    archived_at: datetime | None
    done: int
    total: int
    hours_done: float
    hours_total: float


class ItemFound(Struct, frozen=True):
    """The progress on one item."""

    item_id: str
    skill_id: str
    level: int
    hours_typical: float
    status: str
    hours_spent: float | None
    done_at: datetime | None


class StepSkipped(Struct, frozen=True):
    """A step that a person left out of an active roadmap."""

    skill_id: str
    level: int


class WishFound(Struct, frozen=True):
    """What an active roadmap was asked for."""

    inputs: str


class MomentFound(Struct, frozen=True):
    """The time by the database's clock."""

    at: datetime


MOMENT = Statement(select(func.clock_timestamp().label("at")), MomentFound)

_mine = RoadmapRow.user_id == bindparam("user_id")
_this = and_(_mine, RoadmapRow.id == bindparam("roadmap_id"))
_my_item = and_(
    RoadmapItemRow.user_id == bindparam("user_id"),
    RoadmapItemRow.roadmap_id == bindparam("roadmap_id"),
)
_item = (
    RoadmapItemRow.item_id,
    RoadmapItemRow.skill_id,
    RoadmapItemRow.level,
    RoadmapItemRow.hours_typical,
    RoadmapItemRow.status,
    RoadmapItemRow.hours_spent,
    RoadmapItemRow.done_at,
)

ADD_ROADMAP = Statement(
    insert(RoadmapRow)
    .values(
        user_id=bindparam("user_id"),
        analysis_id=bindparam("analysis_id"),
        role_id=bindparam("role_id"),
        variant=bindparam("variant"),
        hours_per_week=bindparam("hours_per_week", type_=Float(53)),
        status="active",
        knowledge_version=bindparam("knowledge_version"),
        knowledge_hash=bindparam("knowledge_hash"),
        inputs=bindparam("inputs"),
        result=bindparam("result"),
    )
    .returning(RoadmapRow.id, RoadmapRow.created_at),
    RoadmapAdded,
)
ADD_ITEMS = returns_nothing(
    insert(RoadmapItemRow).from_select(
        [
            "user_id",
            "roadmap_id",
            "position",
            "item_id",
            "skill_id",
            "level",
            "hours_typical",
            "status",
            "hours_spent",
            "done_at",
        ],
        select(
            bindparam("user_id", type_=Uuid()),
            bindparam("roadmap_id", type_=Uuid()),
            func.unnest(bindparam("position", type_=ARRAY(SmallInteger))),
            func.unnest(bindparam("item_id", type_=ARRAY(Text))),
            func.unnest(bindparam("skill_id", type_=ARRAY(Text))),
            func.unnest(bindparam("level", type_=ARRAY(SmallInteger))),
            func.unnest(bindparam("hours_typical", type_=ARRAY(Float(53)))),
            func.unnest(bindparam("status", type_=ARRAY(Text))),
            func.unnest(bindparam("hours_spent", type_=ARRAY(Float(53)))),
            func.unnest(bindparam("done_at", type_=ARRAY(DateTime(timezone=True)))),
        ),
    )
)
FIND_ACTIVE = Statement(
    select(RoadmapRow.id).where(
        _mine, RoadmapRow.role_id == bindparam("role_id"), RoadmapRow.status == "active"
    ),
    RoadmapNamed,
)
READ_ROADMAP = Statement(
    select(
        RoadmapRow.id,
        RoadmapRow.analysis_id,
        RoadmapRow.role_id,
        RoadmapRow.variant,
        RoadmapRow.hours_per_week,
        RoadmapRow.status,
        RoadmapRow.version,
        RoadmapRow.knowledge_version,
        RoadmapRow.inputs,
        RoadmapRow.result,
        RoadmapRow.created_at,
        RoadmapRow.archived_at,
    ).where(_this),
    RoadmapFound,
)
LOCK_ROADMAP = Statement(
    select(RoadmapRow.status, RoadmapRow.version).where(_this).with_for_update(), RoadmapLocked
)
NEXT_VERSION = Statement(
    update(RoadmapRow)
    .where(_this)
    .values(version=RoadmapRow.version + 1)
    .returning(RoadmapRow.version),
    VersionFound,
)
ARCHIVE_ROADMAP = returns_nothing(
    update(RoadmapRow)
    .where(_this)
    .values(status="archived", archived_at=func.now(), version=RoadmapRow.version + 1)
)
LIST_ITEMS = Statement(select(*_item).where(_my_item).order_by(RoadmapItemRow.position), ItemFound)
READ_ITEM = Statement(
    select(*_item).where(_my_item, RoadmapItemRow.item_id == bindparam("item_id")), ItemFound
)
CHANGE_ITEM = Statement(
    update(RoadmapItemRow)
    .where(_my_item, RoadmapItemRow.item_id == bindparam("this_item"))
    .values(
        status=bindparam("new_status"),
        hours_spent=bindparam("new_hours", type_=Float(53)),
        done_at=bindparam("new_done_at"),
        updated_at=func.now(),
    )
    .returning(*_item),
    ItemFound,
)
ACTIVE_WISHES = Statement(
    select(RoadmapRow.inputs).where(_mine, RoadmapRow.status == "active").order_by(RoadmapRow.id),
    WishFound,
)
STEPS_SKIPPED = Statement(
    select(RoadmapItemRow.skill_id, RoadmapItemRow.level)
    .join(
        RoadmapRow,
        and_(
            RoadmapRow.user_id == RoadmapItemRow.user_id,
            RoadmapRow.id == RoadmapItemRow.roadmap_id,
        ),
    )
    .where(_mine, RoadmapRow.status == "active", RoadmapItemRow.status == "skipped")
    .distinct()
    .order_by(RoadmapItemRow.skill_id, RoadmapItemRow.level),
    StepSkipped,
)

_is_done = RoadmapItemRow.status == "done"
_counts = RoadmapItemRow.status != "skipped"
_sums = (
    select(
        RoadmapItemRow.roadmap_id,
        func.count().filter(_is_done).label("done"),
        func.count().filter(_counts).label("total"),
        func.coalesce(func.sum(RoadmapItemRow.hours_typical).filter(_is_done), 0.0).label(
            "hours_done"
        ),
        func.coalesce(func.sum(RoadmapItemRow.hours_typical).filter(_counts), 0.0).label(
            "hours_total"
        ),
    )
    .where(RoadmapItemRow.user_id == bindparam("user_id"))
    .group_by(RoadmapItemRow.roadmap_id)
    .subquery()
)
LIST_ROADMAPS = Statement(
    select(
        RoadmapRow.id,
        RoadmapRow.role_id,
        RoadmapRow.variant,
        RoadmapRow.hours_per_week,
        RoadmapRow.status,
        RoadmapRow.version,
        RoadmapRow.knowledge_version,
        RoadmapRow.created_at,
        RoadmapRow.archived_at,
        func.coalesce(_sums.c.done, 0).label("done"),
        func.coalesce(_sums.c.total, 0).label("total"),
        func.coalesce(_sums.c.hours_done, 0.0).label("hours_done"),
        func.coalesce(_sums.c.hours_total, 0.0).label("hours_total"),
    )
    .outerjoin(_sums, _sums.c.roadmap_id == RoadmapRow.id)
    .where(
        _mine,
        RoadmapRow.id < bindparam("before"),
        RoadmapRow.status == func.coalesce(bindparam("status"), RoadmapRow.status),
    )
    .order_by(RoadmapRow.id.desc())
    .limit(bindparam("limit", type_=Integer)),
    RoadmapListed,
)
