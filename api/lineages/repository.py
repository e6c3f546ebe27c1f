"""Stored roadmaps as they are read, and the parts that statements about them share."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
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

from api.db.statements import Statement
from api.db.tables import (
    AnalysisRow,
    KnowledgeReleaseRow,
    RoadmapItemRow,
    RoadmapRow,
    SkillRatingRow,
)
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


def finished_elsewhere() -> Label[Any]:
    """The items that were ticked in the person's other roadmaps, the latest first."""
    other, item = aliased(RoadmapRow), aliased(RoadmapItemRow)
    rows = (
        select(
            item.roadmap_id,
            other.role_id,
            other.role_title,
            other.variant,
            item.skill_id,
            item.level,
        )
        .join(other, and_(other.user_id == item.user_id, other.id == item.roadmap_id))
        .where(
            item.user_id == RoadmapRow.user_id,
            item.roadmap_id != RoadmapRow.id,
            item.status == "done",
        )
        .order_by(item.done_at.desc(), other.id.desc(), item.position)
        .correlate(RoadmapRow)
    )
    return as_json(rows).label("elsewhere")


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


class RoadmapSummary(Struct, frozen=True):
    """A roadmap without its plan.

    `items` is the progress on each of them, `lineage` the items of the earlier roadmaps of the
    lineage, `started_with` the inputs of its first analysis, `ratings` the person's present ones,
    and `elsewhere` what was finished in other roadmaps, all as JSON. In a list only the first row
    has ratings, and none says what was finished elsewhere.
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
    elsewhere: str | None


class StoredRoadmap(RoadmapSummary, frozen=True):
    """A roadmap with its plan; `items` has their plans, too.

    `living_id` is the person's roadmap for the role that is not archived, and `released_at` when
    the content that is asked for was published.
    """

    living_id: UUID | None
    released_at: datetime | None
    inputs: str
    result: str


summary_columns = (
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
        *summary_columns,
        items_of(*progress_columns, RoadmapItemRow.planned),
        ratings_now.label("ratings"),
        finished_elsewhere(),
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
