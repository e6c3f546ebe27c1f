"""Accounts, sessions, tokens, and attempts to log in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from api.db.tables.declared import Retention, TableRow, tags

NEW_ID = text("uuidv7()")


class UserRow(TableRow):
    """A person."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("email"),
        CheckConstraint("role IN ('learner', 'editor', 'admin')", name="role"),
        Index("ix_users_role", "role", "id", postgresql_where=text("role <> 'learner'")),
        Index("ix_users_email_prefix", "email", postgresql_ops={"email": "text_pattern_ops"}),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_ID, info=tags("names it"))
    email: Mapped[str] = mapped_column(
        info=tags("recognises the person at log-in: the canonical form of the address")
    )
    email_as_typed: Mapped[str | None] = mapped_column(
        info=tags("the address as the person types it; null until the first log-in since 1.1")
    )
    email_verified_at: Mapped[datetime | None] = mapped_column(
        info=tags("when the person proved that the mailbox is theirs")
    )
    display_name: Mapped[str] = mapped_column(info=tags("greets the person"))
    password_hash: Mapped[str] = mapped_column(info=tags("proves the person", is_secret=True))
    is_disabled: Mapped[bool] = mapped_column(
        server_default=text("false"), info=tags("locks an account")
    )
    role: Mapped[str] = mapped_column(
        server_default=text("'learner'"),
        info=tags("what the account may do: learner, editor, admin"),
    )
    profile_version: Mapped[int] = mapped_column(
        server_default=text("1"), info=tags("tells one state of the profile from the next")
    )
    time_zone: Mapped[str] = mapped_column(
        server_default=text("'UTC'"), info=tags("decides which day it is for the person")
    )
    shares_statistics: Mapped[bool] = mapped_column(
        server_default=text("false"), info=tags("whether replies and hours may be counted")
    )
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("tells the age of the account")
    )


class SessionRow(TableRow):
    """One log-in; its refresh tokens are one family."""

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=NEW_ID, info=tags("names it", Retention.SESSION)
    )
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), info=tags("whose it is", Retention.SESSION)
    )
    transport: Mapped[str] = mapped_column(info=tags("bearer or cookie", Retention.SESSION))
    user_agent: Mapped[str] = mapped_column(
        info=tags("helps the person to recognise the session", Retention.SESSION)
    )
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("shows when it began", Retention.SESSION)
    )
    last_used_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("shows when it was refreshed", Retention.SESSION)
    )
    expires_at: Mapped[datetime] = mapped_column(info=tags("ends it", Retention.SESSION))
    confirmed_at: Mapped[datetime] = mapped_column(
        server_default=func.now(),
        info=tags("lets only a person who was there a moment ago do what hurts", Retention.SESSION),
    )
    ended_at: Mapped[datetime | None] = mapped_column(
        info=tags("when it was ended, by the person or for a replay", Retention.SESSION)
    )


class RefreshTokenRow(TableRow):
    """A refresh token, hashed; used ones stay so that a replay is noticed."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index(None, "session_id"),)

    token_hash: Mapped[bytes] = mapped_column(
        primary_key=True, info=tags("recognises the token", Retention.SESSION, is_secret=True)
    )
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), info=tags("whose it is", Retention.SESSION)
    )
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), info=tags("its family", Retention.SESSION)
    )
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("orders the family", Retention.SESSION)
    )
    used_at: Mapped[datetime | None] = mapped_column(
        info=tags("tells a retry from a replay", Retention.SESSION)
    )


class ApiTokenRow(TableRow):
    """A token for a program, hashed."""

    __tablename__ = "api_tokens"
    __table_args__ = (Index(None, "user_id"), UniqueConstraint("token_hash"))

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_ID, info=tags("names it"))
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), info=tags("whose it is")
    )
    name: Mapped[str] = mapped_column(info=tags("tells the person what it is for"))
    prefix: Mapped[str] = mapped_column(info=tags("tells the person which it is"))
    token_hash: Mapped[bytes] = mapped_column(info=tags("recognises the token", is_secret=True))
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text), info=tags("what it may do"))
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("shows its age")
    )
    expires_at: Mapped[datetime] = mapped_column(info=tags("ends it"))
    last_used_at: Mapped[datetime | None] = mapped_column(info=tags("shows an unused one"))
    revoked_at: Mapped[datetime | None] = mapped_column(info=tags("ended by the person"))


class LoginAttemptRow(TableRow):
    """The attempts of a subscriber, on an account, or of both, in the current five minutes."""

    __tablename__ = "login_attempts"

    key: Mapped[bytes] = mapped_column(
        primary_key=True, info=tags("hash of account, address or both", Retention.MINUTES)
    )
    window_started_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("begins the five minutes", Retention.MINUTES)
    )
    attempts: Mapped[int] = mapped_column(info=tags("counts", Retention.MINUTES))
