"""Statements that a new roadmap takes: what it starts from, and adding it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    DateTime,
    Float,
    SmallInteger,
    Text,
    Uuid,
    bindparam,
    column,
    func,
    insert,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB
from sqlalchemy.orm import aliased

from api.analyses.repository import insert_analysis
from api.db.statements import Statement
from api.db.tables import RoadmapItemRow, RoadmapRow
from api.lineages.repository import (
    as_json,
    items_of,
    its_items,
    mine,
    progress_columns,
    ratings_now,
)


class CreatedRoadmap(Struct, frozen=True):
    """What the database gave a new roadmap and its analysis, both in the same moment."""

    id: UUID
    analysis_id: UUID
    created_at: datetime
    is_primary: bool


class StoredPlanBasis(Struct, frozen=True):
    """What a new plan starts from: the person's ratings and living roadmaps, as JSON."""

    ratings: str
    roadmaps: str


_analysis = insert_analysis.cte("analysis")
_new = select(func.uuidv7(type_=Uuid()).label("id"), _analysis.c.id.label("analysis_id")).cte("new")
_columns: dict[str, ColumnElement[Any]] = {
    "id": _new.c.id,
    "user_id": bindparam("user_id", type_=Uuid()),
    "lineage_id": func.coalesce(bindparam("lineage_id", type_=Uuid()), _new.c.id),
    "analysis_id": _new.c.analysis_id,
    "role_id": bindparam("role_id", type_=Text()),
    "role_title": bindparam("role_title", type_=Text()),
    "variant": bindparam("variant", type_=Text()),
    "hours_per_week": bindparam("hours_per_week", type_=Float(53)),
    "status": literal_column("'active'"),
    "knowledge_version": bindparam("knowledge_version", type_=Text()),
    "knowledge_hash": bindparam("knowledge_hash", type_=Text()),
    "inputs": bindparam("inputs", type_=JSONB()),
    "result": bindparam("result", type_=Text()),
    "chosen_at": bindparam("chosen_at", type_=DateTime(timezone=True)),
    "started_on": bindparam("started_on", type_=Date()),
    "study_calendar": bindparam("study_calendar", type_=JSONB()),
    "baseline": bindparam("baseline", type_=JSONB()),
}
_roadmap = (
    insert(RoadmapRow)
    .from_select(list(_columns), select(*_columns.values()))
    .returning(RoadmapRow.id, RoadmapRow.created_at, RoadmapRow.lineage_id, RoadmapRow.chosen_at)
    .cte("roadmap")
)
_other = aliased(RoadmapRow)
_long_ago: ColumnElement[datetime] = literal_column("'-infinity'::timestamptz")
_is_first = ~(
    select(_other.id)
    .where(
        _other.user_id == bindparam("user_id"),
        _other.status == "active",
        tuple_(func.coalesce(_other.chosen_at, _long_ago), _roadmap.c.lineage_id)
        > tuple_(func.coalesce(_roadmap.c.chosen_at, _long_ago), _other.lineage_id),
    )
    .correlate(_roadmap)
    .exists()
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
    select(
        _roadmap.c.id,
        _new.c.analysis_id,
        _roadmap.c.created_at,
        _is_first.label("is_primary"),
    ).add_cte(_added_items),
    CreatedRoadmap,
)
"""Adds an analysis, a roadmap and its items; without a `lineage_id` a lineage begins."""
_skipped = (
    select(RoadmapItemRow.skill_id, RoadmapItemRow.level)
    .where(its_items, RoadmapItemRow.status == "skipped")
    .correlate(RoadmapRow)
)
READ_BASIS = Statement(
    select(
        ratings_now.label("ratings"),
        as_json(
            select(
                RoadmapRow.id,
                RoadmapRow.role_id,
                RoadmapRow.inputs,
                as_json(_skipped).label("skipped"),
                items_of(*progress_columns),
            )
            .where(mine, RoadmapRow.status == "active")
            .order_by(RoadmapRow.id)
        ).label("roadmaps"),
    ),
    StoredPlanBasis,
)
