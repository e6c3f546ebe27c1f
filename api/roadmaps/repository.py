"""Stored roadmaps and the progress on their items."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    ARRAY,
    Date,
    DateTime,
    Float,
    Integer,
    Label,
    Select,
    SmallInteger,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    column,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.selectable import ScalarSelect

from api.analyses.repository import insert_analysis
from api.db.statements import Statement, returns_nothing
from api.db.tables import RoadmapItemRow, RoadmapRow, SkillRatingRow, UserRow
from api.profiles.repository import RatingFound


class CreatedRoadmap(Struct, frozen=True):
    """What the database gave a new roadmap and its analysis, both in the same moment."""

    id: UUID
    analysis_id: UUID
    created_at: datetime


class RoadmapSummary(Struct, frozen=True):
    """A roadmap without its plan; `items` is the progress on each of them, as JSON."""

    id: UUID
    role_id: str
    variant: str
    hours_per_week: float
    status: str
    version: int
    knowledge_version: str
    created_at: datetime
    archived_at: datetime | None
    started_on: date | None
    study_calendar: str | None
    baseline: str | None
    items: str


class StoredRoadmap(RoadmapSummary, frozen=True):
    """A roadmap with its plan; `items` has their plans, too."""

    analysis_id: UUID
    inputs: str
    result: str


class LockedRoadmap(RoadmapSummary, frozen=True):
    """A roadmap that no other request can change until this one ends.

    `planned` is the plan of the one item that is to be changed, as JSON.
    """

    planned: str | None


class StoredPlanBasis(Struct, frozen=True):
    """What a new plan starts from: the person's ratings and active roadmaps, as JSON."""

    ratings: str
    roadmaps: str


_mine = RoadmapRow.user_id == bindparam("user_id")
_this = and_(_mine, RoadmapRow.id == bindparam("roadmap_id"))
_its_items = and_(
    RoadmapItemRow.user_id == RoadmapRow.user_id, RoadmapItemRow.roadmap_id == RoadmapRow.id
)
_summary = (
    RoadmapRow.id,
    RoadmapRow.role_id,
    RoadmapRow.variant,
    RoadmapRow.hours_per_week,
    RoadmapRow.status,
    RoadmapRow.version,
    RoadmapRow.knowledge_version,
    RoadmapRow.created_at,
    RoadmapRow.archived_at,
    RoadmapRow.started_on,
    RoadmapRow.study_calendar,
    RoadmapRow.baseline,
)
_progress = (
    RoadmapItemRow.hours_typical,
    RoadmapItemRow.status,
    RoadmapItemRow.item_id,
    RoadmapItemRow.skill_id,
    RoadmapItemRow.level,
    RoadmapItemRow.hours_spent,
    RoadmapItemRow.done_at,
    RoadmapItemRow.hours_low,
    RoadmapItemRow.hours_high,
)
_item = (*_progress, RoadmapItemRow.depends_on)


def _as_json(rows: Select[*tuple[Any, ...]]) -> ScalarSelect[Any]:
    """All rows of a query as one JSON list of objects."""
    entry = rows.subquery("entry")
    return select(
        func.coalesce(func.json_agg(entry.table_valued()), literal_column("'[]'::json"))
    ).scalar_subquery()


def _items(*columns: InstrumentedAttribute[Any]) -> Label[Any]:
    """The items of a roadmap in their order."""
    rows = select(*columns).where(_its_items).order_by(RoadmapItemRow.position)
    return _as_json(rows.correlate(RoadmapRow)).label("items")


_analysis = insert_analysis.cte("analysis")
_roadmap = (
    insert(RoadmapRow)
    .from_select(
        [
            "user_id",
            "analysis_id",
            "role_id",
            "variant",
            "hours_per_week",
            "status",
            "knowledge_version",
            "knowledge_hash",
            "inputs",
            "result",
            "started_on",
            "study_calendar",
            "baseline",
        ],
        select(
            bindparam("user_id", type_=Uuid()),
            _analysis.c.id,
            bindparam("role_id", type_=Text()),
            bindparam("variant", type_=Text()),
            bindparam("hours_per_week", type_=Float(53)),
            literal_column("'active'"),
            bindparam("knowledge_version", type_=Text()),
            bindparam("knowledge_hash", type_=Text()),
            bindparam("inputs", type_=JSONB()),
            bindparam("result", type_=Text()),
            bindparam("started_on", type_=Date()),
            bindparam("study_calendar", type_=JSONB()),
            bindparam("baseline", type_=JSONB()),
        ),
    )
    .returning(RoadmapRow.id, RoadmapRow.created_at)
    .cte("roadmap")
)
_new_items = (
    func.json_to_recordset(bindparam("items", type_=JSON()))
    .table_valued(
        column("position", SmallInteger),
        column("item_id", Text),
        column("skill_id", Text),
        column("level", SmallInteger),
        column("hours_typical", Float(53)),
        column("hours_low", Float(53)),
        column("hours_high", Float(53)),
        column("status", Text),
        column("hours_spent", Float(53)),
        column("done_at", DateTime(timezone=True)),
        column("depends_on", ARRAY(Text)),
        column("planned", JSON),
    )
    .render_derived(name="item", with_types=True)
)
_added_items = (
    insert(RoadmapItemRow)
    .from_select(
        ["user_id", "roadmap_id", *_new_items.c.keys()],
        select(bindparam("user_id", type_=Uuid()), _roadmap.c.id, *_new_items.c),
    )
    .cte("added_items")
)
ADD_ROADMAP = Statement(
    select(_roadmap.c.id, _analysis.c.id.label("analysis_id"), _roadmap.c.created_at).add_cte(
        _added_items
    ),
    CreatedRoadmap,
)
"""Adds an analysis, a roadmap and its items."""

_skipped = (
    select(RoadmapItemRow.skill_id, RoadmapItemRow.level)
    .where(_its_items, RoadmapItemRow.status == "skipped")
    .correlate(RoadmapRow)
)
READ_BASIS = Statement(
    select(
        _as_json(
            select(*(getattr(SkillRatingRow, name) for name in RatingFound.__struct_fields__))
            .where(SkillRatingRow.user_id == bindparam("user_id"))
            .order_by(SkillRatingRow.skill_id)
        ).label("ratings"),
        _as_json(
            select(
                RoadmapRow.id,
                RoadmapRow.role_id,
                RoadmapRow.inputs,
                _as_json(_skipped).label("skipped"),
            )
            .where(_mine, RoadmapRow.status == "active")
            .order_by(RoadmapRow.id)
        ).label("roadmaps"),
    ),
    StoredPlanBasis,
)
READ_ROADMAP = Statement(
    select(
        *_summary,
        _items(*_item, RoadmapItemRow.planned),
        RoadmapRow.analysis_id,
        RoadmapRow.inputs,
        RoadmapRow.result,
    ).where(_this),
    StoredRoadmap,
)
LOCK_ROADMAP = Statement(
    select(
        *_summary,
        _items(*_item),
        select(RoadmapItemRow.planned)
        .where(_its_items, RoadmapItemRow.item_id == bindparam("item_id"))
        .correlate(RoadmapRow)
        .scalar_subquery()
        .label("planned"),
    )
    .join(UserRow, UserRow.id == RoadmapRow.user_id)
    .where(_this)
    .with_for_update(of=[RoadmapRow, UserRow], key_share=True),
    LockedRoadmap,
)
"""Locks the person, too, because ratings follow the progress; rating a skill does the same."""

_next_version = update(RoadmapRow).where(_this).values(version=RoadmapRow.version + 1)
CHANGE_ITEM = returns_nothing(
    update(RoadmapItemRow)
    .where(
        RoadmapItemRow.user_id == bindparam("user_id"),
        RoadmapItemRow.roadmap_id == bindparam("roadmap_id"),
        RoadmapItemRow.item_id == bindparam("item_id"),
        RoadmapItemRow.status == bindparam("read_status"),
    )
    .values(
        status=bindparam("new_status"),
        hours_spent=bindparam("new_hours", type_=Float(53)),
        done_at=case(
            (
                literal_column("'done'") == bindparam("new_status"),
                func.coalesce(RoadmapItemRow.done_at, func.clock_timestamp()),
            ),
        ),
        updated_at=func.now(),
    )
    .add_cte(_next_version.cte("next_version"))
)
"""Changes an item as it was read, and the version of its roadmap.

`done_at` is the time of the database's clock, as is the time of every rating."""

ARCHIVE_ROADMAP = returns_nothing(
    update(RoadmapRow)
    .where(_this, RoadmapRow.status == "active", RoadmapRow.version == bindparam("read_version"))
    .values(status="archived", archived_at=func.now(), version=RoadmapRow.version + 1)
)

LIST_ROADMAPS = Statement(
    select(*_summary, _items(*_progress))
    .where(
        _mine,
        RoadmapRow.id < bindparam("before"),
        RoadmapRow.status == func.coalesce(bindparam("status"), RoadmapRow.status),
    )
    .order_by(RoadmapRow.id.desc())
    .limit(bindparam("limit", type_=Integer)),
    RoadmapSummary,
)
