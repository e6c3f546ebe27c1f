"""What people can do, by content ids, which outlive a renaming."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from api.db.tables.accounts import NEW_ID
from api.db.tables.declared import SMALL, TableRow, tags


class SkillRatingRow(TableRow):
    """The current level of one person in one skill."""

    __tablename__ = "skill_ratings"
    __table_args__ = (CheckConstraint("level BETWEEN 0 AND 5", name="level"),)

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, info=tags("whose it is")
    )
    skill_id: Mapped[str] = mapped_column(primary_key=True, info=tags("which skill"))
    level: Mapped[int] = mapped_column(SMALL, info=tags("what the person can do"))
    source: Mapped[str] = mapped_column(info=tags("who says so"))
    confidence: Mapped[float] = mapped_column(info=tags("how sure that is"))
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("how old the rating is")
    )
    version: Mapped[int] = mapped_column(info=tags("counts the changes"))


class SkillRatingEventRow(TableRow):
    """One change of a rating; nothing is ever changed or taken out but with the account."""

    __tablename__ = "skill_rating_events"
    __table_args__ = (Index(None, "user_id", "skill_id", "id"),)

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, info=tags("whose it is")
    )
    id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=NEW_ID, info=tags("names and orders it")
    )
    skill_id: Mapped[str] = mapped_column(info=tags("which skill"))
    level: Mapped[int | None] = mapped_column(
        SMALL, info=tags("the level since; none when a rating was taken back")
    )
    source: Mapped[str] = mapped_column(info=tags("who says so"))
    confidence: Mapped[float] = mapped_column(info=tags("how sure that is"))
    recorded_at: Mapped[datetime] = mapped_column(
        server_default=func.clock_timestamp(), info=tags("orders what happened")
    )
