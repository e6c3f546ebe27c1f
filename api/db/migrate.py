"""Brings a database to the schema of this code; safe when several processes start at once."""

from collections.abc import Callable
from pathlib import Path

import asyncpg
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from api.db.tables import TableRow

ROOT = Path(__file__).parents[2]
LOCK = 7_265_001
"""The number of the advisory lock that only one migrating process holds."""


async def upgrade(address: str, revision: str = "head") -> None:
    """Apply what is missing, in order, each migration in its own transaction."""
    await _on_connection(address, lambda config: command.upgrade(config, revision))


async def downgrade(address: str, revision: str) -> None:
    """Go back to a revision; `base` is the empty database."""
    await _on_connection(address, lambda config: command.downgrade(config, revision))


async def write_migration(address: str, slug: str) -> None:
    """Write a new migration from the difference between the tables and the database."""
    await _on_connection(
        address, lambda config: command.revision(config, message=slug, autogenerate=True)
    )


async def differences(address: str) -> list[str]:
    """How the database differs from the tables; empty when they agree."""
    found: list[str] = []

    def compare(connection: Connection) -> None:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        found.extend(str(entry) for entry in compare_metadata(context, TableRow.metadata))

    engine = _engine_of(address)
    async with engine.connect() as connection:
        await connection.run_sync(compare)
    await engine.dispose()
    return found


async def _on_connection(address: str, act: Callable[[Config], object]) -> None:
    """Run an Alembic command while this process alone holds the advisory lock."""
    engine = _engine_of(address)

    def run(connection: Connection) -> None:
        config = Config(toml_file=str(ROOT / "pyproject.toml"))
        config.attributes["connection"] = connection
        act(config)

    async with engine.connect() as lock, engine.connect() as connection:
        await lock.execute(text(f"SELECT pg_advisory_lock({LOCK})"))
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


def _engine_of(address: str) -> AsyncEngine:
    """An engine whose address is read by asyncpg, as for every other connection."""
    return create_async_engine(
        "postgresql+asyncpg://", poolclass=NullPool, async_creator=lambda: asyncpg.connect(address)
    )
