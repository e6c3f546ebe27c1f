"""Stored roadmaps and the progress on their items."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
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
    any_,
    bindparam,
    case,
    column,
    false,
    func,
    insert,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.selectable import ScalarSelect

from api.analyses.repository import insert_analysis
from api.db.statements import Statement, returns_nothing
from api.db.tables import (
    AnalysisRow,
    KnowledgeReleaseRow,
    RoadmapItemRow,
    RoadmapRow,
    SkillRatingRow,
    UserRow,
)
from api.profiles.repository import RatingFound


class CreatedRoadmap(Struct, frozen=True):
    """What the database gave a new roadmap and its analysis, both in the same moment."""

    id: UUID
    analysis_id: UUID
    created_at: datetime
    is_primary: bool


class RoadmapSummary(Struct, frozen=True):
    """A roadmap without its plan.

    `items` is the progress on each of them, `lineage` the items of the earlier roadmaps of the
    lineage, `started_with` the inputs of its first analysis, and `ratings` the person's present
    ones, all as JSON. In a list only the first row has ratings.
    """

    id: UUID
    lineage_id: UUID
    analysis_id: UUID
    role_id: str
    role_title: str
    variant: str
    hours_per_week: float
    status: str
    version: int
    knowledge_version: str
    created_at: datetime
    archived_at: datetime | None
    chosen_at: datetime | None
    started_on: date | None
    study_calendar: str | None
    baseline: str | None
    is_primary: bool
    started_at: datetime
    started_with: str
    lineage: str
    items: str
    ratings: str | None


class StoredRoadmap(RoadmapSummary, frozen=True):
    """A roadmap with its plan; `items` has their plans, too.

    `living_id` is the person's roadmap for the role that is not archived, and `released_at` when
    the content that is asked for was published.
    """

    living_id: UUID | None
    released_at: datetime | None
    inputs: str
    result: str


class LockedRoadmap(RoadmapSummary, frozen=True):
    """A roadmap that no other request can change until this one ends.

    `planned` is the plan of the one item that is to be changed, as JSON.
    """

    planned: str | None


class StoredPlanBasis(Struct, frozen=True):
    """What a new plan starts from: the person's ratings and living roadmaps, as JSON."""

    ratings: str
    roadmaps: str


class RoadmapVersion(Struct, frozen=True):
    """Which version of a roadmap there is now."""

    status: str
    version: int


class ChangedItem(Struct, frozen=True):
    """When a changed item was finished, and the person's ratings before, as JSON."""

    done_at: datetime | None
    ratings: str


_mine = RoadmapRow.user_id == bindparam("user_id")
_this = and_(_mine, RoadmapRow.id == bindparam("roadmap_id"))
_its_items = and_(
    RoadmapItemRow.user_id == RoadmapRow.user_id, RoadmapItemRow.roadmap_id == RoadmapRow.id
)
_progress = (
    RoadmapItemRow.item_id,
    RoadmapItemRow.skill_id,
    RoadmapItemRow.level,
    RoadmapItemRow.hours_typical,
    RoadmapItemRow.hours_low,
    RoadmapItemRow.hours_high,
    RoadmapItemRow.status,
    RoadmapItemRow.hours_spent,
    RoadmapItemRow.done_at,
    RoadmapItemRow.held_at,
    RoadmapItemRow.depends_on,
)


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


def _lineage() -> Label[Any]:
    """What was finished, held or begun in the earlier roadmaps of a lineage, in that order."""
    earlier = aliased(RoadmapRow)
    rows = (
        select(
            RoadmapItemRow.roadmap_id,
            RoadmapItemRow.skill_id,
            RoadmapItemRow.level,
            RoadmapItemRow.planned["skill"]["title"].as_string().label("title"),
            RoadmapItemRow.hours_typical,
            RoadmapItemRow.hours_low,
            RoadmapItemRow.hours_high,
            RoadmapItemRow.hours_spent,
            case(
                (RoadmapItemRow.status == "done", RoadmapItemRow.done_at),
                else_=RoadmapItemRow.held_at,
            ).label("finished_at"),
        )
        .join(
            earlier,
            and_(
                earlier.user_id == RoadmapItemRow.user_id, earlier.id == RoadmapItemRow.roadmap_id
            ),
        )
        .where(
            earlier.user_id == RoadmapRow.user_id,
            earlier.lineage_id == RoadmapRow.lineage_id,
            earlier.id < RoadmapRow.id,
            or_(
                RoadmapItemRow.status == "done",
                RoadmapItemRow.held_at.is_not(None),
                RoadmapItemRow.hours_spent > 0,
            ),
        )
        .order_by(earlier.id, RoadmapItemRow.position)
        .correlate(RoadmapRow)
    )
    return _as_json(rows).label("lineage")


def _of_first(column: InstrumentedAttribute[Any], name: str) -> Label[Any]:
    """A column of the first roadmap of a lineage, or of the analysis it is for."""
    first = aliased(RoadmapRow)
    found = select(column if column.class_ is AnalysisRow else getattr(first, column.key))
    if column.class_ is AnalysisRow:
        found = found.join(
            first,
            and_(first.user_id == AnalysisRow.user_id, first.analysis_id == AnalysisRow.id),
        )
    return (
        found.where(first.user_id == RoadmapRow.user_id, first.id == RoadmapRow.lineage_id)
        .correlate(RoadmapRow)
        .scalar_subquery()
        .label(name)
    )


def _is_primary() -> Label[Any]:
    """Of the roadmaps that are not archived, the one chosen last, otherwise the oldest lineage."""
    living = aliased(RoadmapRow)
    primary = (
        select(living.id)
        .where(living.user_id == bindparam("user_id"), living.status == "active")
        .order_by(living.chosen_at.desc().nulls_last(), living.lineage_id)
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(RoadmapRow.id == primary, false()).label("is_primary")


_ratings = _as_json(
    select(*(getattr(SkillRatingRow, name) for name in RatingFound.__struct_fields__))
    .where(SkillRatingRow.user_id == bindparam("user_id"))
    .order_by(SkillRatingRow.skill_id)
)
_summary = (
    RoadmapRow.id,
    RoadmapRow.lineage_id,
    RoadmapRow.analysis_id,
    RoadmapRow.role_id,
    RoadmapRow.role_title,
    RoadmapRow.variant,
    RoadmapRow.hours_per_week,
    RoadmapRow.status,
    RoadmapRow.version,
    RoadmapRow.knowledge_version,
    RoadmapRow.created_at,
    RoadmapRow.archived_at,
    RoadmapRow.chosen_at,
    RoadmapRow.started_on,
    RoadmapRow.study_calendar,
    RoadmapRow.baseline,
    _is_primary(),
    _of_first(RoadmapRow.created_at, "started_at"),
    _of_first(AnalysisRow.inputs, "started_with"),
    _lineage(),
)
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
    .where(_its_items, RoadmapItemRow.status == "skipped")
    .correlate(RoadmapRow)
)
READ_BASIS = Statement(
    select(
        _ratings.label("ratings"),
        _as_json(
            select(
                RoadmapRow.id,
                RoadmapRow.role_id,
                RoadmapRow.inputs,
                _as_json(_skipped).label("skipped"),
                _items(*_progress),
            )
            .where(_mine, RoadmapRow.status == "active")
            .order_by(RoadmapRow.id)
        ).label("roadmaps"),
    ),
    StoredPlanBasis,
)
_living = aliased(RoadmapRow)
READ_ROADMAP = Statement(
    select(
        *_summary,
        _items(*_progress, RoadmapItemRow.planned),
        _ratings.label("ratings"),
        select(_living.id)
        .where(
            _living.user_id == RoadmapRow.user_id,
            _living.role_id == RoadmapRow.role_id,
            _living.status == "active",
        )
        .correlate(RoadmapRow)
        .scalar_subquery()
        .label("living_id"),
        select(KnowledgeReleaseRow.published_at)
        .where(
            KnowledgeReleaseRow.version == bindparam("current_version"),
            KnowledgeReleaseRow.hash == bindparam("current_hash"),
        )
        .scalar_subquery()
        .label("released_at"),
        RoadmapRow.inputs,
        RoadmapRow.result,
    ).where(_this),
    StoredRoadmap,
)
LOCK_ROADMAP = Statement(
    select(
        *_summary,
        _items(*_progress),
        _ratings.label("ratings"),
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
_changed = (
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
    .returning(RoadmapItemRow.done_at)
    .cte("changed")
)
CHANGE_ITEM = Statement(
    select(_changed.c.done_at, _ratings.label("ratings")).add_cte(
        _next_version.cte("next_version")
    ),
    ChangedItem,
)
"""Changes an item as it was read, and the version of its roadmap.

`done_at` is the time of the database's clock, as is the time of every rating. The ratings are
those before the change; no other request can change them meanwhile."""

_held = (
    update(RoadmapItemRow)
    .where(
        RoadmapItemRow.user_id == bindparam("user_id"),
        RoadmapItemRow.roadmap_id == bindparam("roadmap_id"),
        RoadmapItemRow.item_id == any_(bindparam("held", type_=ARRAY(Text))),
    )
    .values(held_at=func.now())
    .cte("held_items")
)
ARCHIVE_ROADMAP = returns_nothing(
    update(RoadmapRow)
    .where(_this, RoadmapRow.status == "active", RoadmapRow.version == bindparam("read_version"))
    .values(status="archived", archived_at=func.now(), version=RoadmapRow.version + 1)
    .add_cte(_held)
)
"""Archives a roadmap as it was read, and notes which of its open items are held."""

READ_VERSION = Statement(select(RoadmapRow.status, RoadmapRow.version).where(_this), RoadmapVersion)
CHANGE_ROADMAP = returns_nothing(
    update(RoadmapRow)
    .where(_this, RoadmapRow.status == "active", RoadmapRow.version == bindparam("read_version"))
    .values(
        hours_per_week=bindparam("new_pace"),
        study_calendar=bindparam("new_calendar", type_=JSONB()),
        baseline=bindparam("new_baseline", type_=JSONB()),
        chosen_at=case(
            (bindparam("is_chosen", type_=Boolean()), func.clock_timestamp()),
            else_=RoadmapRow.chosen_at,
        ),
        version=RoadmapRow.version + 1,
    )
)
"""Changes a roadmap as it was read: its dates, and whether it is the primary one from now on."""

LIST_ROADMAPS = Statement(
    select(
        *_summary,
        _items(*_progress),
        case((func.row_number().over(order_by=RoadmapRow.id.desc()) == 1, _ratings)).label(
            "ratings"
        ),
    )
    .where(
        _mine,
        RoadmapRow.id < bindparam("before"),
        RoadmapRow.status == func.coalesce(bindparam("status"), RoadmapRow.status),
    )
    .order_by(RoadmapRow.id.desc())
    .limit(bindparam("limit", type_=Integer)),
    RoadmapSummary,
)
