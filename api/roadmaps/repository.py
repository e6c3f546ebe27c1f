"""Stored roadmaps and the progress on their items."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    ARRAY,
    Boolean,
    Float,
    Integer,
    Text,
    any_,
    bindparam,
    case,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import aliased

from api.db.statements import Statement, returns_nothing
from api.db.tables import AnalysisRow, KnowledgeReleaseRow, RoadmapItemRow, RoadmapRow, UserRow
from api.roadmaps.columns_repository import (
    is_primary,
    items_of,
    its_items,
    lineage_of,
    mine,
    of_first,
    progress_columns,
    ratings_now,
    this_roadmap,
)


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


class RoadmapVersion(Struct, frozen=True):
    """Which version of a roadmap there is now."""

    status: str
    version: int


class ChangedItem(Struct, frozen=True):
    """When a changed item was finished, and the person's ratings before, as JSON."""

    done_at: datetime | None
    ratings: str


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
    is_primary(),
    of_first(RoadmapRow.created_at, "started_at"),
    of_first(AnalysisRow.inputs, "started_with"),
    lineage_of(),
)
_living = aliased(RoadmapRow)
READ_ROADMAP = Statement(
    select(
        *_summary,
        items_of(*progress_columns, RoadmapItemRow.planned),
        ratings_now.label("ratings"),
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
    ).where(this_roadmap),
    StoredRoadmap,
)
LOCK_ROADMAP = Statement(
    select(
        *_summary,
        items_of(*progress_columns),
        ratings_now.label("ratings"),
        select(RoadmapItemRow.planned)
        .where(its_items, RoadmapItemRow.item_id == bindparam("item_id"))
        .correlate(RoadmapRow)
        .scalar_subquery()
        .label("planned"),
    )
    .join(UserRow, UserRow.id == RoadmapRow.user_id)
    .where(this_roadmap)
    .with_for_update(of=[RoadmapRow, UserRow], key_share=True),
    LockedRoadmap,
)
"""Locks the person, too, because ratings follow the progress; rating a skill does the same."""

_next_version = update(RoadmapRow).where(this_roadmap).values(version=RoadmapRow.version + 1)
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
    select(_changed.c.done_at, ratings_now.label("ratings")).add_cte(
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
    .where(
        this_roadmap, RoadmapRow.status == "active", RoadmapRow.version == bindparam("read_version")
    )
    .values(status="archived", archived_at=func.now(), version=RoadmapRow.version + 1)
    .add_cte(_held)
)
"""Archives a roadmap as it was read, and notes which of its open items are held."""

READ_VERSION = Statement(
    select(RoadmapRow.status, RoadmapRow.version).where(this_roadmap), RoadmapVersion
)
CHANGE_ROADMAP = returns_nothing(
    update(RoadmapRow)
    .where(
        this_roadmap, RoadmapRow.status == "active", RoadmapRow.version == bindparam("read_version")
    )
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
        items_of(*progress_columns),
        case((func.row_number().over(order_by=RoadmapRow.id.desc()) == 1, ratings_now)).label(
            "ratings"
        ),
    )
    .where(
        mine,
        RoadmapRow.id < bindparam("before"),
        RoadmapRow.status == func.coalesce(bindparam("status"), RoadmapRow.status),
    )
    .order_by(RoadmapRow.id.desc())
    .limit(bindparam("limit", type_=Integer)),
    RoadmapSummary,
)
