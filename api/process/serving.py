"""Serving: starts the database, makes the secret and runs the workers; ends all of them."""

import asyncio
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import asyncpg
import structlog
from msgspec import Struct

from api.db.embedded.binaries import find_binaries
from api.db.embedded.folder_lock import locked_folder
from api.db.embedded.server import EmbeddedServer
from api.db.migrate import create_database, upgrade, write_migration
from api.process.invocation import Invocation
from api.process.listen_address import reserved_port
from api.process.secret import local_secret
from api.process.supervisor import Supervisor
from api.settings import Settings, StartError

DATABASE = "career"
METRICS = "metrics-"
LEFT_AFTER = 3_600_000_000_000
"""A server that runs writes into its folder every second [ns]."""
WORKERS_COMMAND = "workers"
CONNECT_ATTEMPTS = 60
"""One a second, while a database server that was started at the same time comes up."""
_log = structlog.get_logger("api")


class DatabaseNotReachedError(StartError):
    """The configured database did not answer for a minute."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"The database at {host} did not answer within {CONNECT_ATTEMPTS} attempts. "
            "Check DATABASE_URL and whether the database is running."
        )


class DatabaseHandle(Struct, frozen=True):
    """The address of a migrated database, and what keeps its server running."""

    address: str
    keep_alive: Callable[[], None]


def serve(invocation: Invocation) -> int:
    """Serve until a signal asks to stop; returns the exit code.

    Raises:
        StartError: The address or the data folder is taken, or there is no database.
    """
    settings = invocation.settings
    with (
        reserved_port(settings.host, settings.port) as port,
        _own_folder(settings),
        prepared_database(settings) as database,
        metrics_folder(settings) as metrics,
    ):
        secrets = settings.secrets or (local_secret(settings.data_dir),)
        environment = dict(invocation.environment) | {
            "DATABASE_URL": database.address,
            "CAREER_SECRET": ",".join(secrets),
            "CAREER_PORT": str(port),
            "CAREER_METRICS_DIR": str(metrics),
        }
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        sys.stdout.write(f"Career Intelligence Platform is running at http://{host}:{port}\n")
        sys.stdout.flush()
        command = [sys.executable, "-m", "api", WORKERS_COMMAND]
        return Supervisor(command, environment, every_tick=database.keep_alive).run()


@contextmanager
def metrics_folder(settings: Settings) -> Iterator[Path]:
    """Where the workers of this server tell each other their counts: a new folder each time."""
    if settings.metrics_dir is not None:
        yield settings.metrics_dir
        return
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    for left in settings.data_dir.glob(f"{METRICS}*"):
        if time.time_ns() - left.stat().st_mtime_ns > LEFT_AFTER:
            shutil.rmtree(left, ignore_errors=True)  # Of a server that was killed.
    with TemporaryDirectory(
        prefix=METRICS, dir=settings.data_dir, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def migrate(invocation: Invocation) -> int:
    """Update the database to the schema of this code."""
    with prepared_database(invocation.settings):
        return 0


def start_migration(invocation: Invocation) -> int:
    """Write a migration for the difference between the tables and the database."""
    with prepared_database(invocation.settings) as database:
        asyncio.run(write_migration(database.address, "_".join(invocation.arguments)))
    return 0


@contextmanager
def prepared_database(settings: Settings) -> Iterator[DatabaseHandle]:
    """A migrated database: the configured one, or one of our own for as long as it is used."""
    if settings.database_url is not None:
        asyncio.run(_upgrade_when_up(settings.database_url))
        yield DatabaseHandle(settings.database_url, _nothing)
        return
    server = EmbeddedServer(
        find_binaries(settings.postgres_bin),
        settings.data_dir / "postgres",
        root=os.geteuid() == 0,
    )
    maintenance = server.join()
    try:
        address = asyncio.run(_create_and_upgrade(maintenance))
        yield DatabaseHandle(address, server.revive)
    finally:
        server.leave()


async def _create_and_upgrade(maintenance: str) -> str:
    address = await create_database(maintenance, DATABASE)
    await upgrade(address)
    return address


async def _upgrade_when_up(address: str) -> None:
    for attempt in range(CONNECT_ATTEMPTS):
        try:
            connection = await asyncpg.connect(address, timeout=5)
        except (OSError, asyncpg.PostgresError):
            if attempt == CONNECT_ATTEMPTS - 1:
                raise DatabaseNotReachedError(urlsplit(address).hostname or "") from None
            _log.warning("waiting for the database", attempt=attempt + 1)
            await asyncio.sleep(1)
        else:
            await connection.close()
            break
    await upgrade(address)


def _nothing() -> None:
    """The operator keeps a configured server running."""


def _own_folder(settings: Settings) -> AbstractContextManager[None]:
    """The data folder for this server alone; a configured database may have several servers."""
    return locked_folder(settings.data_dir) if settings.database_url is None else nullcontext()
