"""Audit events: added, never changed; the database refuses any change."""

from datetime import timedelta
from typing import Literal
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    Interval,
    Uuid,
    bindparam,
    func,
    insert,
    literal,
    literal_column,
    select,
)

from api.db.pool import Session
from api.db.statements import Statement, returns_nothing
from api.db.tables import AuditEventRow


class Set(Struct, frozen=True):
    """A setting that was changed for this transaction."""

    setting: str


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
    "statistics.allowed",
    "statistics.withdrawn",
    "login.succeeded",
    "login.failed",
    "session.confirmed",
    "session.refreshed",
    "session.ended",
    "session.replayed",
    "sessions.ended",
    "token.created",
    "token.revoked",
    "knowledge.published",
    "role.granted",
    "role.changed",
    "account.disabled",
    "account.enabled",
    "account.viewed",
    "accounts.searched",
    "audit.read",
    "audit.expired",
]

_ADD = returns_nothing(
    insert(AuditEventRow).values(
        user_id=bindparam("user_id"),
        actor_id=bindparam("actor_id"),
        action=bindparam("action"),
        subject=bindparam("subject"),
    )
)

NO_ACCOUNT = UUID(int=0)
"""The account of what happened to none."""
ONE_A_MINUTE, ONE_AN_HOUR = timedelta(minutes=1), timedelta(hours=1)

_recent = (
    select(AuditEventRow.id)
    .where(
        AuditEventRow.user_id == bindparam("user_id"),
        AuditEventRow.action == "login.failed",
        AuditEventRow.id > func.uuidv7(bindparam("shift", type_=Interval)),
    )
    .exists()
)
_ADD_FAILED_LOGIN = returns_nothing(
    insert(AuditEventRow).from_select(
        ["user_id", "action"],
        select(bindparam("user_id", type_=Uuid), literal_column("'login.failed'")).where(~_recent),
    )
)
_DO_NOT_WAIT = Statement(
    select(func.set_config("synchronous_commit", "off", literal(value=True)).label("setting")), Set
)


async def record_failed_login(session: Session, user_id: UUID | None) -> None:
    """Record that a log-in failed: once a minute for an account, once an hour for none.

    So no one fills the table with invented accounts. It takes as long for an account as for none,
    and does not wait for the disk.
    """
    await session.one(_DO_NOT_WAIT)
    rest = ONE_AN_HOUR if user_id is None else ONE_A_MINUTE
    await session.run(_ADD_FAILED_LOGIN, user_id=user_id or NO_ACCOUNT, shift=-rest)


async def record(
    session: Session,
    action: Action,
    *,
    user_id: UUID | None,
    subject: UUID | str | None = None,
    actor_id: UUID | None = None,
) -> None:
    """Record an action, in the transaction of the action.

    Args:
        session: The transaction.
        action: What was done.
        user_id: The account that it was done with, or to; None where it concerns none.
        subject: What of the account, or what it became.
        actor_id: The admin who did it to the account of another person.
    """
    text = None if subject is None else str(subject)
    await session.run(_ADD, user_id=user_id, actor_id=actor_id, action=action, subject=text)
