"""Lists audit events; that an admin has read them is one, too."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from api.audit.repository import record
from api.audit_log.repository import LIST_EVENTS
from api.audit_log.schemas import AuditEventListView, AuditFilter
from api.audit_log.views import event_view
from api.auth.principal import Principal
from api.db.pool import Database
from api.http.pagination import id_of, page_of

LIST = "audit"
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(9999, 1, 1, tzinfo=UTC)
LONGEST_TRANSACTION = timedelta(minutes=1)
"""An event has the time at which its transaction began, and an id of when it was written."""


class AuditLogService:
    """Reads audit events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, admin: Principal, asked: AuditFilter, *, cursor: str | None, limit: int
    ) -> AuditEventListView:
        """One page, newest first.

        Raises:
            InvalidCursorError: No response ever contained this cursor.
        """
        since, until = _moment(asked.since, EARLIEST), _moment(asked.until, LATEST)
        before = min(id_of(cursor, of=LIST), first_id(until + LONGEST_TRANSACTION))
        async with self._database.transaction() as session:
            rows = await session.all(
                LIST_EVENTS,
                before=before,
                first=first_id(since - LONGEST_TRANSACTION),
                since=since,
                until=until,
                account=asked.account,
                event_action=asked.action,
                limit=limit + 1,
            )
            await record(session, "audit.read", user_id=admin.user_id, subject=asked.account)
        page = page_of(rows, limit, event_view, of=LIST)
        return AuditEventListView(items=page.items, next_cursor=page.next_cursor)


def first_id(moment: datetime) -> UUID:
    """The least UUIDv7 of a millisecond.

    Example:
        >>> first_id(datetime(2026, 1, 1, tzinfo=UTC))
        UUID('019b76da-a800-0000-0000-000000000000')
    """
    passed = max(moment - EARLIEST, timedelta())
    return UUID(int=passed // timedelta(milliseconds=1) << 80)


def _moment(given: datetime | None, otherwise: datetime) -> datetime:
    """A time in UTC between the earliest and the latest; without a zone it is in UTC."""
    if given is None:
        return otherwise
    if given.year <= EARLIEST.year:
        return EARLIEST
    if given.year >= LATEST.year:
        return LATEST
    return given.replace(tzinfo=given.tzinfo or UTC).astimezone(UTC)
