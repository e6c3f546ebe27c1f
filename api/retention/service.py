"""Takes out what is over, again and again while the application lives."""

import asyncio
from contextlib import suppress

from api.db.pool import Database
from api.errors import DatabaseUnavailableError
from api.retention.repository import OVER

EVERY = 600.0
"""[s]; several workers doing the same do no harm."""


async def take_out(database: Database) -> int:
    """Take out what is over and say how many rows that were.

    Raises:
        DatabaseUnavailableError: The database does not answer.
    """
    async with database.transaction() as session:
        return sum([await session.run(statement) for statement in OVER])


async def keep_taking_out(database: Database) -> None:
    """Take out what is over until cancelled; a database that is away is asked again later."""
    while True:
        with suppress(DatabaseUnavailableError):
            await take_out(database)
        await asyncio.sleep(EVERY)
