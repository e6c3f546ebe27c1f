"""Parts of the statements about roadmaps: what is read of items, lineages and ratings."""

from typing import Any

from sqlalchemy import (
    Label,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.selectable import ScalarSelect

from api.db.tables import AnalysisRow, RoadmapItemRow, RoadmapRow, SkillRatingRow
from api.profiles.repository import RatingFound

mine = RoadmapRow.user_id == bindparam("user_id")
this_roadmap = and_(mine, RoadmapRow.id == bindparam("roadmap_id"))
its_items = and_(
    RoadmapItemRow.user_id == RoadmapRow.user_id, RoadmapItemRow.roadmap_id == RoadmapRow.id
)
progress_columns = (
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


def as_json(rows: Select[*tuple[Any, ...]]) -> ScalarSelect[Any]:
    """All rows of a query as one JSON list of objects."""
    entry = rows.subquery("entry")
    return select(
        func.coalesce(func.json_agg(entry.table_valued()), literal_column("'[]'::json"))
    ).scalar_subquery()


def items_of(*columns: InstrumentedAttribute[Any]) -> Label[Any]:
    """The items of a roadmap in their order."""
    rows = select(*columns).where(its_items).order_by(RoadmapItemRow.position)
    return as_json(rows.correlate(RoadmapRow)).label("items")


def lineage_of() -> Label[Any]:
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
    return as_json(rows).label("lineage")


def of_first(column: InstrumentedAttribute[Any], name: str) -> Label[Any]:
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


def is_primary() -> Label[Any]:
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


ratings_now = as_json(
    select(*(getattr(SkillRatingRow, name) for name in RatingFound.__struct_fields__))
    .where(SkillRatingRow.user_id == bindparam("user_id"))
    .order_by(SkillRatingRow.skill_id)
)
