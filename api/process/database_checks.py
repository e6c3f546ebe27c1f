"""Checks of the database: reachable, new enough, migrated, published, and of the same time."""

import asyncio
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import asyncpg

from api.clocks import Clocks
from api.db.embedded.binaries import OLDEST
from api.db.schema_state import SchemaState, schema_state
from api.process.databases import has_database, present_database
from api.process.health_check import HealthCheck
from api.settings import Settings, StartError
from knowledge import Library

MOST_SKEW = timedelta(seconds=5)
"""Access tokens last ten minutes, and their time is the clock of the server that made them."""
TIMEOUT = 5.0


def check_database(
    settings: Settings, clocks: Clocks, library: Library | None
) -> list[HealthCheck]:
    """Whether the database can be used; checks that need it are left out where it cannot."""
    if not has_database(settings):
        detail = "there is none yet; the first start makes it"
        return [HealthCheck.notice("database", detail)]
    try:
        with present_database(settings) as address:
            return asyncio.run(_examine(address, clocks, library))
    except StartError as error:
        return [HealthCheck.fault("database", str(error), "Read its log and start again.")]


async def _examine(address: str, clocks: Clocks, library: Library | None) -> list[HealthCheck]:
    place = urlsplit(address).hostname or "its socket"
    try:
        connection = await asyncpg.connect(address, timeout=TIMEOUT, command_timeout=TIMEOUT)
    except (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError):
        detail = f"the database at {place} refuses this user and password"
        return [
            HealthCheck.fault("database", detail, "Correct the user and password in DATABASE_URL.")
        ]
    except asyncpg.InvalidCatalogNameError as error:
        fix = "Create it with `createdb`, or correct DATABASE_URL."
        return [HealthCheck.fault("database", str(error), fix)]
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        detail = f"the database at {place} cannot be reached: {error or type(error).__name__}"
        fix = "Check that it runs, DATABASE_URL, and the network between."
        return [HealthCheck.fault("database", detail, fix)]
    try:
        return [
            await _version(connection, place),
            *await _schema(connection, library),
            await _clock(connection, clocks),
        ]
    finally:
        await connection.close(timeout=TIMEOUT)


async def _version(connection: asyncpg.Connection, place: str) -> HealthCheck:
    number = int(await connection.fetchval("SHOW server_version_num")) // 10_000
    detail = f"PostgreSQL {number} at {place} can be reached"
    if number < OLDEST:
        return HealthCheck.fault("database", detail, f"Use PostgreSQL {OLDEST} or newer.")
    return HealthCheck.ok("database", detail)


async def _schema(connection: asyncpg.Connection, library: Library | None) -> list[HealthCheck]:
    state = await schema_state(connection)
    found = [_migrations(state)]
    if library is not None and state.missing == 0:
        found.append(await _published(connection, library))
    return found


def _migrations(state: SchemaState) -> HealthCheck:
    if state.missing == 0:
        return HealthCheck.ok("migrations", f"the schema is at {state.at}, the newest")
    if state.missing is None:
        return HealthCheck.fault(
            "migrations",
            f"the schema is at {state.at}, which this version does not know",
            "Use the newer version that migrated the database; migrations only go forward.",
        )
    detail = f"the schema is at {state.at or 'no version'}; {state.missing} migrations are missing"
    return HealthCheck.fault("migrations", detail, "Run `python -m api migrate`.")


async def _published(connection: asyncpg.Connection, library: Library) -> HealthCheck:
    row = await connection.fetchrow(
        "SELECT version, hash, published_at FROM knowledge_releases ORDER BY id DESC LIMIT 1"
    )
    if row is None:
        return HealthCheck.notice("release", "nothing is published yet; the first start does it")
    days = (await connection.fetchval("SELECT now()") - row["published_at"]).days
    detail = f"version {row['version']} was published {days} days ago"
    if row["hash"] == library.hash:
        return HealthCheck.ok("release", f"{detail} and is the content here")
    fix = "Start the server once to publish the content that is here."
    return HealthCheck.notice("release", f"{detail}; the content here is another", fix)


async def _clock(connection: asyncpg.Connection, clocks: Clocks) -> HealthCheck:
    before = clocks.now()
    there: datetime = await connection.fetchval("SELECT clock_timestamp()")
    after = clocks.now()
    skew = there - (before + (after - before) / 2)
    seconds = f"{abs(skew.total_seconds()):.1f} s"
    if abs(skew) > MOST_SKEW + (after - before):
        side = "behind" if skew > timedelta(0) else "ahead of"
        detail = f"the clock here is {seconds} {side} the database's"
        return HealthCheck.fault("clock", detail, "Set both clocks by the same time server (NTP).")
    return HealthCheck.ok("clock", f"here and at the database the same, to {seconds}")
