"""Releases of the knowledge, repeated requests, and the record of who did what."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from api.db.tables.accounts import NEW_ID
from api.db.tables.declared import SMALL, Retention, TableRow, tags


class KnowledgeReleaseRow(TableRow):
    """One compilation of the knowledge; old ones stay, so that old results can be read."""

    __tablename__ = "knowledge_releases"
    __table_args__ = (UniqueConstraint("version", "hash"),)

    id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=NEW_ID, info=tags("orders it", Retention.FOREVER)
    )
    version: Mapped[str] = mapped_column(info=tags("names it", Retention.FOREVER))
    hash: Mapped[str] = mapped_column(info=tags("proves it", Retention.FOREVER))
    previous_hash: Mapped[str | None] = mapped_column(info=tags("chains it", Retention.FOREVER))
    artifact: Mapped[bytes] = mapped_column(info=tags("the whole content", Retention.FOREVER))
    changes: Mapped[str] = mapped_column(JSONB, info=tags("what is new in it", Retention.FOREVER))
    published_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("when it went live", Retention.FOREVER)
    )


class IdempotencyKeyRow(TableRow):
    """The response to a request that may be repeated."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index(None, "created_at"),)

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"),
        primary_key=True,
        info=tags("whose it is", Retention.DAY),
    )
    key: Mapped[str] = mapped_column(
        primary_key=True, info=tags("recognises a repeated request", Retention.DAY)
    )
    fingerprint: Mapped[bytes] = mapped_column(
        info=tags("tells whether it is the same request", Retention.DAY)
    )
    status: Mapped[int] = mapped_column(SMALL, info=tags("the response again", Retention.DAY))
    headers: Mapped[str] = mapped_column(JSONB, info=tags("the response again", Retention.DAY))
    body: Mapped[str | None] = mapped_column(
        info=tags("the response again; none with a secret or a resource", Retention.DAY)
    )
    resource_kind: Mapped[str | None] = mapped_column(
        info=tags(
            "the kind of what was created, when the response is made again from it", Retention.DAY
        )
    )
    resource_id: Mapped[UUID | None] = mapped_column(
        info=tags("what was created, when the response is made again from it", Retention.DAY)
    )
    resource_extras: Mapped[str | None] = mapped_column(
        info=tags("the few other values that the response needs, as JSON text", Retention.DAY)
    )
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("ends it after a day", Retention.DAY)
    )


class AuditEventRow(TableRow):
    """Who did what; written in the same transaction, never changed, deleted after some months."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index(None, "user_id", "id"),
        Index(None, "action", "id"),
        Index(
            "ix_audit_events_actor_id_id",
            "actor_id",
            "id",
            postgresql_where=text("actor_id IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=NEW_ID, info=tags("orders it", Retention.AUDIT)
    )
    user_id: Mapped[UUID | None] = mapped_column(
        info=tags("the account: an id that identifies no person once it is gone", Retention.AUDIT)
    )
    actor_id: Mapped[UUID | None] = mapped_column(
        info=tags("the admin who did it, where that is another than the account", Retention.AUDIT)
    )
    action: Mapped[str] = mapped_column(info=tags("what was done", Retention.AUDIT))
    subject: Mapped[str | None] = mapped_column(
        info=tags("the id of what it was done to", Retention.AUDIT)
    )
    recorded_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("when it was done", Retention.AUDIT)
    )
