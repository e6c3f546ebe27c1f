"""Audit events, read by account, action and time."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    DateTime,
    Integer,
    Text,
    Uuid,
    bindparam,
    or_,
    select,
)

from api.db.statements import Statement
from api.db.tables import AuditEventRow


class EventFound(Struct, frozen=True):
    """One audit event."""

    id: UUID
    recorded_at: datetime
    user_id: UUID | None
    actor_id: UUID | None
    action: str
    subject: str | None


def _unless_none(
    given: BindParameter[object], condition: ColumnElement[bool]
) -> ColumnElement[bool]:
    """A condition that counts where a value is given for it."""
    return or_(given.is_(None), condition)


_account: BindParameter[object] = bindparam("account", type_=Uuid())
_action: BindParameter[object] = bindparam("event_action", type_=Text())
_moment = DateTime(timezone=True)
LIST_EVENTS = Statement(
    select(*(getattr(AuditEventRow, name) for name in EventFound.__struct_fields__))
    .where(
        AuditEventRow.id < bindparam("before"),
        AuditEventRow.id >= bindparam("first"),
        AuditEventRow.recorded_at >= bindparam("since", type_=_moment),
        AuditEventRow.recorded_at < bindparam("until", type_=_moment),
        _unless_none(
            _account, or_(AuditEventRow.user_id == _account, AuditEventRow.actor_id == _account)
        ),
        _unless_none(_action, AuditEventRow.action == _action),
    )
    .order_by(AuditEventRow.id.desc())
    .limit(bindparam("limit", type_=Integer)),
    EventFound,
)
"""Ids are in the order of time, so `before` and `first` bound what is read of the table."""
