"""Audit events: added, never changed; the database refuses any change."""

from typing import Literal
from uuid import UUID

from sqlalchemy import bindparam, insert

from api.db.pool import Session
from api.db.statements import returns_nothing
from api.db.tables import AuditEventRow

Action = Literal[
    "account.created",
    "account.changed",
    "account.erased",
    "account.exported",
    "password.changed",
    "password.reset",
    "password.reset-requested",
    "email.changed",
    "email.change-requested",
    "email.verified",
    "email.verification-requested",
    "login.succeeded",
    "login.failed",
    "session.refreshed",
    "session.ended",
    "session.replayed",
    "sessions.ended",
    "token.created",
    "token.revoked",
    "knowledge.published",
]

_ADD = returns_nothing(
    insert(AuditEventRow).values(
        user_id=bindparam("user_id"), action=bindparam("action"), subject=bindparam("subject")
    )
)


async def record(
    session: Session, action: Action, *, user_id: UUID | None, subject: UUID | str | None = None
) -> None:
    """Record an action, in the transaction of the action."""
    text = None if subject is None else str(subject)
    await session.run(_ADD, user_id=user_id, action=action, subject=text)
