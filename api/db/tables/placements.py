"""Placements: what was asked, what was answered, and what it was all worked out from."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from api.db.tables.accounts import NEW_ID
from api.db.tables.declared import Row, kept


class PlacementRow(Row):
    """One placement; the state it is in is worked out again from these columns."""

    __tablename__ = "placements"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'accepted')", name="status"),
        CheckConstraint("(status = 'accepted') = (accepted_view IS NOT NULL)", name="accepted"),
    )

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, info=kept("whose it is")
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_ID, info=kept("names it"))
    role_id: Mapped[str] = mapped_column(info=kept("which role"))
    variant: Mapped[str] = mapped_column(info=kept("which seniority"))
    status: Mapped[str] = mapped_column(info=kept("open or accepted"))
    version: Mapped[int] = mapped_column(
        server_default=text("1"), info=kept("tells one state from the next")
    )
    seed: Mapped[int] = mapped_column(info=kept("replays it: where all chance comes from"))
    options: Mapped[str] = mapped_column(JSONB, info=kept("replays it: how sure it has to be"))
    ratings: Mapped[str] = mapped_column(JSONB, info=kept("replays it: the ratings it began with"))
    answers: Mapped[str] = mapped_column(
        JSONB, info=kept("replays it: the replies in the order given")
    )
    knowledge_version: Mapped[str] = mapped_column(info=kept("what it was begun with"))
    knowledge_hash: Mapped[str] = mapped_column(info=kept("what it was begun with, exactly"))
    engine_version: Mapped[str] = mapped_column(info=kept("what it was begun with"))
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=kept("when it was begun")
    )
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=kept("when it was last answered")
    )
    corrections: Mapped[str | None] = mapped_column(
        JSONB, info=kept("what the person said otherwise; tells a repeated acceptance from another")
    )
    accepted_view: Mapped[str | None] = mapped_column(
        info=kept("what was found, byte for byte as accepted")
    )
    accepted_ratings: Mapped[str | None] = mapped_column(
        info=kept("the ratings written, byte for byte as answered")
    )
    accepted_at: Mapped[datetime | None] = mapped_column(info=kept("when it was accepted"))
