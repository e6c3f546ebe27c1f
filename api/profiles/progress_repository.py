"""The statement that brings a rating in line with finished and unfinished roadmap items."""

from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    Text,
    bindparam,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from api.db.statements import Statement
from api.db.tables import RoadmapItemRow, SkillRatingEventRow, SkillRatingRow
from api.profiles.repository import (
    RatingFound,
    in_place,
    next_version,
    person,
    rating_columns,
    written_columns,
)

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
