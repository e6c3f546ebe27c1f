"""Deletes what has expired, again and again while the application runs."""

import asyncio
from contextlib import suppress

from api.db.pool import Database
from api.errors import DatabaseUnavailableError
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


async def delete_expired_regularly(database: Database) -> None:
    """Delete what has expired until cancelled; while the database is unavailable, try later."""
    while True:
        with suppress(DatabaseUnavailableError):
            await delete_expired(database)
        await asyncio.sleep(INTERVAL)
