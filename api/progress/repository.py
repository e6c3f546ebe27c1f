"""Statements of a tick: the roadmap is locked, an item changed, and a rating brought in line."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    DateTime,
    Float,
    Integer,
    Select,
    Text,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from api.db.statements import Statement
from api.db.tables import RoadmapItemRow, RoadmapRow, SkillRatingEventRow, SkillRatingRow, UserRow
from api.lineages.repository import (
    RoadmapSummary,
    finished_elsewhere,
    items_of,
    its_items,
    progress_columns,
    ratings_now,
    summary_columns,
    this_roadmap,
)
from api.profiles.repository import (
    RatingFound,
    in_place,
    next_version,
    person,
    rating_columns,
    written_columns,
)


class LockedRoadmap(RoadmapSummary, frozen=True):
    """A roadmap that no other request can change until this one ends.

    `planned` is the plan of the one item that is to be changed, as JSON.
    """

    planned: str | None


class ChangedItem(Struct, frozen=True):
    """When a changed item was finished, and the person's ratings before, as JSON."""

    done_at: datetime | None
    ratings: str


LOCK_ROADMAP = Statement(
    select(
        *summary_columns,
        items_of(*progress_columns),
        ratings_now.label("ratings"),
        finished_elsewhere(),
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
                func.coalesce(
                    bindparam("read_done_at", type_=DateTime(timezone=True)),
                    func.clock_timestamp(),
                ),
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

`done_at` is the time of the database's clock, as is the time of every rating, unless the step was
done before and counts as it was read. The ratings are
those before the change; no other request can change them meanwhile."""
_skill = bindparam("skill_id", type_=Text())
_said = (
    select(
        SkillRatingEventRow.level,
        SkillRatingEventRow.source,
        SkillRatingEventRow.confidence,
        SkillRatingEventRow.recorded_at,
    )
    .where(
        SkillRatingEventRow.user_id == bindparam("user_id"),
        SkillRatingEventRow.skill_id == _skill,
        SkillRatingEventRow.source != "roadmap",
    )
    .order_by(SkillRatingEventRow.recorded_at.desc(), SkillRatingEventRow.id.desc())
    .limit(1)
    .cte("said")
)
_since = func.coalesce(
    select(_said.c.recorded_at).scalar_subquery(),
    literal_column("'-infinity'::timestamptz"),
)
_finished: Select[*tuple[Any, ...]] = select(
    RoadmapItemRow.level,
    literal_column("'roadmap'"),
    literal_column("1.0::float8"),
    RoadmapItemRow.done_at,
).where(
    RoadmapItemRow.user_id == bindparam("user_id"),
    RoadmapItemRow.skill_id == _skill,
    RoadmapItemRow.status == "done",
    RoadmapItemRow.done_at > _since,
)
_known = union_all(select(*_said.c), _finished).subquery()
_latest = func.max(_known.c.recorded_at).over(partition_by=_known.c.level)
_rating = (
    select(_known.c.level, _known.c.source, _known.c.confidence, _latest.label("updated_at"))
    .order_by(_known.c.level.desc(), (_known.c.source == "roadmap").asc())
    .limit(1)
    .cte("rating")
)
_ratings = upsert(SkillRatingRow).from_select(
    [*written_columns, "updated_at", "version"],
    select(person, _skill, *_rating.c, literal(1, Integer)),
)
_dropped = delete(SkillRatingRow).where(
    SkillRatingRow.user_id == bindparam("user_id"),
    SkillRatingRow.skill_id == _skill,
    ~select(_rating).exists(),
)
_level, _confidence = (
    select(column).scalar_subquery() for column in (_rating.c.level, _rating.c.confidence)
)
_event = insert(SkillRatingEventRow).from_select(
    written_columns,
    select(person, _skill, _level, literal_column("'roadmap'"), func.coalesce(_confidence, 1.0)),
)
_written = (
    in_place(_ratings, updated_at=_ratings.excluded.updated_at)
    .returning(*rating_columns)
    .cte("written")
)
FOLLOW_PROGRESS = Statement(
    select(*_written.c).add_cte(
        next_version.cte("profile"), _event.cte("event"), _dropped.cte("dropped")
    ),
    RatingFound,
)
"""The higher of what was last said about a skill and of what was finished in roadmaps since.

Equal levels leave what was said, as of the latest of them; without either there is no rating, and
no row is returned. The profile has to be locked before, so that nothing is said meanwhile."""
