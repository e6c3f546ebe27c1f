"""Rows that have expired."""

from sqlalchemy import delete, func, or_, text

from api.db.statements import Nothing, Statement, returns_nothing
from api.db.tables import (
    IdempotencyKeyRow,
    LoginAttemptRow,
    MailTokenRow,
    OutgoingMailRow,
    ResetRequestRow,
    SessionRow,
)

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
