"""Mails on their way, the links in them, and requests for a new password."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from api.db.tables.accounts import NEW_ID
from api.db.tables.declared import SMALL, Retention, TableRow, tags


class MailTokenRow(TableRow):
    """The newest link of its purpose that was mailed to a person, hashed; used once."""

    __tablename__ = "mail_tokens"
    __table_args__ = (
        CheckConstraint("purpose IN ('verification', 'reset', 'email-change')", name="purpose"),
    )

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"),
        primary_key=True,
        info=tags("whose it is", Retention.DAY),
    )
    purpose: Mapped[str] = mapped_column(
        primary_key=True, info=tags("the only thing it may be used for", Retention.DAY)
    )
    token_hash: Mapped[bytes] = mapped_column(
        info=tags("recognises the token", Retention.DAY, is_secret=True)
    )
    email: Mapped[str] = mapped_column(
        info=tags("the only address it proves, in its canonical form", Retention.DAY)
    )
    email_as_typed: Mapped[str] = mapped_column(
        info=tags("the same address as the person types it", Retention.DAY)
    )
    session_id: Mapped[UUID | None] = mapped_column(
        info=tags("the session that asked for it, which a change of address leaves", Retention.DAY)
    )
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("when it was asked for", Retention.DAY)
    )
    expires_at: Mapped[datetime] = mapped_column(
        info=tags("ends it, 30 minutes after it was last sent", Retention.DAY)
    )


class OutgoingMailRow(TableRow):
    """A mail to send: what it says follows from these columns, and its link from `nonce`."""

    __tablename__ = "outgoing_mails"
    __table_args__ = (
        CheckConstraint("status IN ('waiting', 'sent', 'refused', 'replaced')", name="status"),
        Index(
            "ix_outgoing_mails_waiting",
            "next_attempt_at",
            postgresql_where=text("status = 'waiting'"),
        ),
        Index(None, "created_at"),
    )

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"),
        primary_key=True,
        info=tags("whose it is", Retention.DAY),
    )
    id: Mapped[UUID] = mapped_column(
        primary_key=True,
        server_default=NEW_ID,
        info=tags("names it, in its Message-ID as well", Retention.DAY),
    )
    kind: Mapped[str] = mapped_column(info=tags("what it says", Retention.DAY))
    recipient: Mapped[str] = mapped_column(info=tags("where it goes", Retention.DAY))
    display_name: Mapped[str | None] = mapped_column(
        info=tags("greets the recipient; none in the mailbox of someone else", Retention.DAY)
    )
    about_email: Mapped[str | None] = mapped_column(
        info=tags("the address that it is about", Retention.DAY)
    )
    language: Mapped[str] = mapped_column(info=tags("the language it is in", Retention.DAY))
    nonce: Mapped[bytes | None] = mapped_column(
        info=tags(
            "with a secret of the server it makes the token of the link",
            Retention.DAY,
            is_secret=True,
        )
    )
    status: Mapped[str] = mapped_column(
        server_default=text("'waiting'"),
        info=tags("waiting, sent, refused by the mail server, or replaced", Retention.DAY),
    )
    attempts: Mapped[int] = mapped_column(
        SMALL, server_default=text("0"), info=tags("counts the attempts to send it", Retention.DAY)
    )
    next_attempt_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("when it is sent next", Retention.DAY)
    )
    last_failure: Mapped[str | None] = mapped_column(
        info=tags("why it could not be sent: a reply code or the kind of error", Retention.DAY)
    )
    created_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("ends it after a day", Retention.DAY)
    )
    sent_at: Mapped[datetime | None] = mapped_column(
        info=tags("when the mail server took it", Retention.DAY)
    )


class ResetRequestRow(TableRow):
    """A request for a new password, until the account is looked up a moment later.

    The request writes the same row whether there is an account or not, so that it takes as long.
    """

    __tablename__ = "reset_requests"

    id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=NEW_ID, info=tags("orders it", Retention.MINUTES)
    )
    email: Mapped[str] = mapped_column(info=tags("finds the account", Retention.MINUTES))
    former_email: Mapped[str] = mapped_column(
        info=tags("finds an account of before addresses were kept as typed", Retention.MINUTES)
    )
    language: Mapped[str] = mapped_column(info=tags("the language of the mail", Retention.MINUTES))
    requested_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), info=tags("when it was made", Retention.MINUTES)
    )
