"""Audit events over the wire: ids and names of actions, nothing a person wrote."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from api.audit.repository import Action
from api.wire import OutputStruct


class AuditEventView(OutputStruct, frozen=True):
    """One event: `account` is whose it is, `actor` the admin who acted on it, if one did.

    `subject` is the id of what it was done to, or what the account became.
    """

    id: UUID
    at: datetime
    account: UUID | None
    actor: UUID | None
    action: str
    subject: str | None


class AuditEventListView(OutputStruct, frozen=True):
    """Events, newest first."""

    items: list[AuditEventView]
    next_cursor: str | None


class AuditFilter(Struct, frozen=True):
    """Which events to list; None where it does not matter."""

    account: UUID | None
    action: Action | None
    since: datetime | None
    until: datetime | None
