"""Whether a database exists and is up to date, told without loading what migrates it."""

import re
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"
_REVISION = re.compile(r'^(revision|down_revision)\b[^=]*= "(\w+)"$', re.MULTILINE)


async def create_database(maintenance: str, name: str) -> str:
    """Create a database unless it exists.

    Args:
        maintenance: The address of a database that exists on the same server.
        name: A plain lower-case name of ours.

    Returns:
        The address of the database.
    """
    connection = await asyncpg.connect(maintenance, timeout=10)
    try:
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            await connection.execute(f'CREATE DATABASE "{name}"')
    except asyncpg.DuplicateDatabaseError:
        pass
    finally:
        await connection.close(timeout=5)
    return urlunsplit(urlsplit(maintenance)._replace(path=f"/{name}"))


def newest_revisions(folder: Path = VERSIONS) -> frozenset[str]:
    """The revisions that no other one follows: one, unless a merge went wrong."""
    found: dict[str, set[str]] = {"revision": set(), "down_revision": set()}
    for file in folder.glob("*.py"):
        for name, revision in _REVISION.findall(file.read_text(encoding="utf-8")):
            found[name].add(revision)
    return frozenset(found["revision"] - found["down_revision"])


async def is_up_to_date(address: str) -> bool:
    """Whether the database has the schema of this code; False where it has none at all."""
    connection = await asyncpg.connect(address, timeout=10)
    try:
        rows = await connection.fetch("SELECT version_num FROM alembic_version")
    except asyncpg.UndefinedTableError:
        return False
    finally:
        await connection.close(timeout=5)
    return {row["version_num"] for row in rows} == newest_revisions()
