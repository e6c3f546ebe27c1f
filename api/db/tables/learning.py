"""Analyses, which never change, and roadmaps with their progress."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from api.db.tables.accounts import NEW_ID
from api.db.tables.declared import SMALL, TableRow, tags


class AnalysisRow(TableRow):
    """An analysis as it was made: inputs, result, and the knowledge version."""

    __tablename__ = "analyses"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, info=tags("whose it is")
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_ID, info=tags("names it"))
    role_id: Mapped[str] = mapped_column(info=tags("which role"))
    variant: Mapped[str] = mapped_column(info=tags("which seniority"))
    knowledge_version: Mapped[str] = mapped_column(info=tags("the content it was made with"))
    knowledge_hash: Mapped[str] = mapped_column(info=tags("the content it was made with, exactly"))
    engine_version: Mapped[str] = mapped_column(info=tags("what computed it"))
    readiness: Mapped[float] = mapped_column(info=tags("shows the course over time"))
    inputs: Mapped[str] = mapped_column(JSONB, info=tags("replays the analysis: the ratings then"))
    result: Mapped[str] = mapped_column(info=tags("the result, byte for byte"))
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("when it was made")
    )


class RoadmapRow(TableRow):
    """A plan as it was made, with the count of changes since."""

    __tablename__ = "roadmaps"
    __table_args__ = (
        ForeignKeyConstraint(["user_id", "analysis_id"], ["analyses.user_id", "analyses.id"]),
        CheckConstraint("status IN ('active', 'archived')", name="status"),
        Index(
            "uq_roadmaps_one_active",
            "user_id",
            "role_id",
            unique=True,
            postgresql_where=text("status = 'active'"),
        ),
        Index(None, "user_id", "analysis_id"),
    )

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, info=tags("whose it is")
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_ID, info=tags("names it"))
    lineage_id: Mapped[UUID] = mapped_column(
        info=tags("the first of the roadmaps that were made one from the other")
    )
    analysis_id: Mapped[UUID] = mapped_column(info=tags("the analysis it is for"))
    role_id: Mapped[str] = mapped_column(info=tags("which role"))
    role_title: Mapped[str] = mapped_column(info=tags("names the role once it is retired"))
    variant: Mapped[str] = mapped_column(info=tags("which seniority"))
    hours_per_week: Mapped[float] = mapped_column(info=tags("the person's pace"))
    status: Mapped[str] = mapped_column(info=tags("active or archived"))
    version: Mapped[int] = mapped_column(
        server_default=text("1"), info=tags("tells one state from the next")
    )
    knowledge_version: Mapped[str] = mapped_column(info=tags("the content it was made with"))
    knowledge_hash: Mapped[str] = mapped_column(info=tags("the content it was made with, exactly"))
    inputs: Mapped[str] = mapped_column(
        JSONB, info=tags("replays the plan: ratings, pins and what was skipped")
    )
    result: Mapped[str] = mapped_column(info=tags("the plan without its items"))
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("when it was made")
    )
    archived_at: Mapped[datetime | None] = mapped_column(
        info=tags("when the person put it away or another took its place")
    )
    chosen_at: Mapped[datetime | None] = mapped_column(
        info=tags("when the person made it the primary one")
    )
    started_on: Mapped[date | None] = mapped_column(
        info=tags("the person's day when it was made; none where `created_at` tells it in UTC")
    )
    study_calendar: Mapped[str | None] = mapped_column(
        JSONB, info=tags("the person's weeks off and pauses; none where there are none")
    )
    baseline: Mapped[str | None] = mapped_column(
        JSONB, info=tags("the dates last agreed to; none where they are those it was made with")
    )


class RoadmapItemRow(TableRow):
    """The progress on one item of a roadmap."""

    __tablename__ = "roadmap_items"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "roadmap_id"], ["roadmaps.user_id", "roadmaps.id"], ondelete="CASCADE"
        ),
        CheckConstraint("status IN ('todo', 'doing', 'done', 'skipped')", name="status"),
        Index(None, "user_id", "skill_id"),
    )

    user_id: Mapped[UUID] = mapped_column(primary_key=True, info=tags("whose it is"))
    roadmap_id: Mapped[UUID] = mapped_column(primary_key=True, info=tags("its roadmap"))
    item_id: Mapped[str] = mapped_column(primary_key=True, info=tags("which step of the plan"))
    position: Mapped[int] = mapped_column(SMALL, info=tags("its place"))
    skill_id: Mapped[str] = mapped_column(info=tags("which skill"))
    level: Mapped[int] = mapped_column(SMALL, info=tags("which level"))
    hours_typical: Mapped[float] = mapped_column(info=tags("weighs the progress"))
    hours_low: Mapped[float | None] = mapped_column(
        info=tags("tells how much its hours may stray; none where `result` holds the items")
    )
    hours_high: Mapped[float | None] = mapped_column(
        info=tags("tells how much its hours may stray; none where `result` holds the items")
    )
    status: Mapped[str] = mapped_column(info=tags("the progress"))
    hours_spent: Mapped[float | None] = mapped_column(info=tags("the person's own count"))
    done_at: Mapped[datetime | None] = mapped_column(info=tags("when it was finished"))
    is_counted: Mapped[bool] = mapped_column(
        server_default=text("false"),
        info=tags("whether its hours were counted, so that they are counted once"),
    )
    held_at: Mapped[datetime | None] = mapped_column(
        info=tags("when the roadmap ended with it unticked, but held by other means")
    )
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("when it was changed")
    )
    depends_on: Mapped[list[str] | None] = mapped_column(
        ARRAY(Text), info=tags("its prerequisites in the plan; none where `result` holds the items")
    )
    planned: Mapped[str | None] = mapped_column(
        JSON, info=tags("the item as it was planned; none where `result` holds the items")
    )
