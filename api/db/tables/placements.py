"""Placements: what was asked, what was answered, and what it was computed from."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from api.db.tables.accounts import NEW_ID
from api.db.tables.declared import TableRow, tags


class PlacementRow(TableRow):
    """One placement; its state is computed again from these columns."""

    __tablename__ = "placements"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'accepted')", name="status"),
        CheckConstraint("(status = 'accepted') = (accepted_view IS NOT NULL)", name="accepted"),
    )

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, info=tags("whose it is")
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_ID, info=tags("names it"))
    role_id: Mapped[str] = mapped_column(info=tags("which role"))
    variant: Mapped[str] = mapped_column(info=tags("which seniority"))
    status: Mapped[str] = mapped_column(info=tags("open or accepted"))
    version: Mapped[int] = mapped_column(
        server_default=text("1"), info=tags("tells one state from the next")
    )
    seed: Mapped[int] = mapped_column(info=tags("replays it: the source of all randomness"))
    options: Mapped[str] = mapped_column(JSONB, info=tags("replays it: the options"))
    ratings: Mapped[str] = mapped_column(JSONB, info=tags("replays it: the ratings it began with"))
    answers: Mapped[str] = mapped_column(
        JSONB, info=tags("replays it: the replies in the order given")
    )
    worked: Mapped[str | None] = mapped_column(
        JSONB(none_as_null=True), info=tags("replays it: the role that the person works as")
    )
    knowledge_version: Mapped[str] = mapped_column(info=tags("its content"))
    knowledge_hash: Mapped[str] = mapped_column(info=tags("its content, exactly"))
    engine_version: Mapped[str] = mapped_column(info=tags("what computes it"))
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("when it was started")
    )
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("when it was last answered")
    )
    corrections: Mapped[str | None] = mapped_column(
        JSONB, info=tags("the person's corrections; tells a repeated acceptance from another")
    )
    accepted_view: Mapped[str | None] = mapped_column(
        info=tags("what was found, byte for byte as accepted")
    )
    accepted_ratings: Mapped[str | None] = mapped_column(
        info=tags("the ratings written, byte for byte as answered")
    )
    accepted_at: Mapped[datetime | None] = mapped_column(info=tags("when it was accepted"))
