"""Where a database stands among the migrations of this code."""

import asyncpg
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from msgspec import Struct

from api.db.migrate import ROOT

ADDED_BY_MIGRATIONS = "alembic_version"
"""The table that says which of them were applied."""


class SchemaState(Struct, frozen=True):
    """The migration a database is at, and how many are missing up to this code's newest.

    `at` is None where no migration was ever applied, and `missing` where this code does not know
    the migration, so that the database belongs to newer code.
    """

    at: str | None
    missing: int | None


async def schema_state(connection: asyncpg.Connection) -> SchemaState:
    """Find out; nothing is changed."""
    has_table = await connection.fetchval("SELECT to_regclass($1)", ADDED_BY_MIGRATIONS)
    at = None
    if has_table is not None:
        at = await connection.fetchval("SELECT version_num FROM alembic_version")
    return SchemaState(at, _missing_after(at))


def _missing_after(revision: str | None) -> int | None:
    scripts = ScriptDirectory.from_config(Config(toml_file=str(ROOT / "pyproject.toml")))
    try:
        return sum(1 for _ in scripts.iterate_revisions("heads", revision or "base"))
    except ResolutionError:
        return None
