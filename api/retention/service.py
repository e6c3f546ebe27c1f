"""Deletes what has expired, again and again while the application runs."""

import asyncio

from api.db.pool import Database
from api.errors import DatabaseUnavailableError
from api.http.metrics import Metrics
from api.retention.repository import DELETE_EXPIRED, EXPIRE_AUDIT_EVENTS

INTERVAL = 600.0
"""[s]; several workers doing the same do no harm."""


AUDIT_BATCH = 5_000
"""How many audit events are deleted at a time, so that it takes less than a second."""


async def delete_expired(database: Database, audit_months: int) -> int:
    """Delete what has expired and return the number of rows.

    Args:
        database: Where it is stored.
        audit_months: How long audit events are stored [months], 6 or more.

    Raises:
        DatabaseUnavailableError: The database does not answer.
    """
    async with database.transaction() as session:
        rows = sum([await session.run(statement) for statement in DELETE_EXPIRED])
        expired = await session.one(EXPIRE_AUDIT_EVENTS, months=audit_months, most=AUDIT_BATCH)
        return rows + expired.deleted


async def delete_expired_regularly(database: Database, audit_months: int, metrics: Metrics) -> None:
    """Delete what has expired until cancelled; while the database is unavailable, try later."""
    while True:
        try:
            await delete_expired(database, audit_months)
        except DatabaseUnavailableError:
            metrics.observe_job("retention", has_worked=False)
        else:
            metrics.observe_job("retention", has_worked=True)
        await asyncio.sleep(INTERVAL)
