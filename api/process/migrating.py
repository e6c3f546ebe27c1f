"""Changing the schema of a database, by commands that load what only they need."""

import asyncio

from api.db.migrate import upgrade, write_migration
from api.process.invocation import Invocation
from api.process.serving import prepared_database, wait_until_up


def migrate(invocation: Invocation) -> int:
    """Update the database to the schema of this code."""
    address = invocation.settings.database_url
    if address is None:
        with prepared_database(invocation):
            return 0
    asyncio.run(wait_until_up(address))
    asyncio.run(upgrade(address))
    return 0


def start_migration(invocation: Invocation) -> int:
    """Write a migration for the difference between the tables and the database."""
    with prepared_database(invocation) as database:
        asyncio.run(write_migration(database.address, "_".join(invocation.arguments)))
    return 0
