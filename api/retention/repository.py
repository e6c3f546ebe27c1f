"""Rows that have expired."""

from msgspec import Struct
from sqlalchemy import Integer, bindparam, delete, func, or_, select, text

from api.db.statements import Nothing, Statement, returns_nothing
from api.db.tables import (
    IdempotencyKeyRow,
    LoginAttemptRow,
    MailTokenRow,
    OutgoingMailRow,
    ResetRequestRow,
    SessionRow,
)


class Expired(Struct, frozen=True):
    """How many audit events were deleted."""

    deleted: int


_YESTERDAY = func.now() - text("interval '1 day'")
_SESSION_LIMIT = func.now() - text("interval '30 days'")

DELETE_EXPIRED: tuple[Statement[Nothing], ...] = (
    returns_nothing(
        delete(IdempotencyKeyRow).where(
            IdempotencyKeyRow.created_at < func.now() - text("interval '1 day'")
        )
    ),
    returns_nothing(
        delete(LoginAttemptRow).where(
            LoginAttemptRow.window_started_at < func.now() - text("interval '5 minutes'")
        )
    ),
    returns_nothing(delete(OutgoingMailRow).where(OutgoingMailRow.created_at < _YESTERDAY)),
    returns_nothing(delete(MailTokenRow).where(MailTokenRow.created_at < _YESTERDAY)),
    returns_nothing(
        delete(ResetRequestRow).where(
            ResetRequestRow.requested_at < func.now() - text("interval '5 minutes'")
        )
    ),
    returns_nothing(
        delete(SessionRow).where(
            or_(SessionRow.ended_at < _SESSION_LIMIT, SessionRow.expires_at < _SESSION_LIMIT)
        )
    ),
)
"""One statement a table; refresh tokens go with their session."""
EXPIRE_AUDIT_EVENTS = Statement(
    select(
        func.expire_audit_events(
            bindparam("months", type_=Integer), bindparam("most", type_=Integer)
        ).label("deleted")
    ),
    Expired,
)
"""The one way in which audit events end; the database records how many it deleted."""
