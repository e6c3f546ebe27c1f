"""Statements that list, change and archive roadmaps."""

from msgspec import Struct
from sqlalchemy import (
    ARRAY,
    Boolean,
    Integer,
    Text,
    any_,
    bindparam,
    case,
    func,
    null,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from api.db.statements import Statement, returns_nothing
from api.db.tables import RoadmapItemRow, RoadmapRow
from api.lineages.repository import (
    RoadmapSummary,
    items_of,
    mine,
    progress_columns,
    ratings_now,
    summary_columns,
    this_roadmap,
)


class RoadmapVersion(Struct, frozen=True):
    """Which version of a roadmap there is now."""

    status: str
    version: int


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
        *summary_columns,
        items_of(*progress_columns),
        case((func.row_number().over(order_by=RoadmapRow.id.desc()) == 1, ratings_now)).label(
            "ratings"
        ),
        null().cast(Text).label("elsewhere"),
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
