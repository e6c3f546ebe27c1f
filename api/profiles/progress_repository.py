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


def _follow_progress() -> Statement[RatingFound]:
    """The higher of what was last said about a skill and what was finished in roadmaps since.

    Equal levels leave what was said, as of the latest of them; without either there is no rating,
    and no row is returned. The profile has to be locked before, so that nothing is said meanwhile.
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
        RoadmapItemRow.level,
        literal_column("'roadmap'"),
        literal_column("1.0::float8"),
        RoadmapItemRow.done_at,
    ).where(
        RoadmapItemRow.user_id == bindparam("user_id"),
        RoadmapItemRow.skill_id == skill,
        RoadmapItemRow.status == "done",
        RoadmapItemRow.done_at > since,
    )
    known = union_all(select(*said.c), finished).subquery()
    latest = func.max(known.c.recorded_at).over(partition_by=known.c.level)
    rating = (
        select(known.c.level, known.c.source, known.c.confidence, latest.label("updated_at"))
        .order_by(known.c.level.desc(), (known.c.source == "roadmap").asc())
        .limit(1)
        .cte("rating")
    )
    ratings = upsert(SkillRatingRow).from_select(
        [*written_columns, "updated_at", "version"],
        select(person, skill, *rating.c, literal(1, Integer)),
    )
    dropped = delete(SkillRatingRow).where(
        SkillRatingRow.user_id == bindparam("user_id"),
        SkillRatingRow.skill_id == skill,
        ~select(rating).exists(),
    )
    level, confidence = (
        select(column).scalar_subquery() for column in (rating.c.level, rating.c.confidence)
    )
    event = insert(SkillRatingEventRow).from_select(
        written_columns,
        select(person, skill, level, literal_column("'roadmap'"), func.coalesce(confidence, 1.0)),
    )
    written = (
        in_place(ratings, updated_at=ratings.excluded.updated_at)
        .returning(*rating_columns)
        .cte("written")
    )
    return Statement(
        select(*written.c).add_cte(
            next_version.cte("profile"), event.cte("event"), dropped.cte("dropped")
        ),
        RatingFound,
    )


FOLLOW_PROGRESS = _follow_progress()
