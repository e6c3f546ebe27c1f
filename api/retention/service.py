"""Deletes what has expired, again and again while the application runs."""

import asyncio

from api.db.pool import Database
from api.errors import DatabaseUnavailableError
from api.http.metrics import Metrics
from api.retention.repository import DELETE_EXPIRED

INTERVAL = 600.0
"""[s]; several workers doing the same do no harm."""


async def delete_expired(database: Database) -> int:
    """Delete what has expired and return the number of rows.

    Raises:
        DatabaseUnavailableError: The database does not answer.
    """
    async with database.transaction() as session:
        return sum([await session.run(statement) for statement in DELETE_EXPIRED])


async def delete_expired_regularly(database: Database, metrics: Metrics) -> None:
    """Delete what has expired until cancelled; while the database is unavailable, try later."""
    while True:
        try:
            await delete_expired(database)
        except DatabaseUnavailableError:
            metrics.observe_job("retention", has_worked=False)
        else:
            metrics.observe_job("retention", has_worked=True)
        await asyncio.sleep(INTERVAL)
