"""Serving: starts the database, makes the secret and runs the workers; ends all of them.

The database is prepared on a thread while the application is loaded; the workers are forked when
both are there, and this process has no other thread by then.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

import asyncpg
import structlog
from msgspec import Struct
from msgspec.structs import replace

from api.db.embedded.binaries import find_binaries
from api.db.embedded.folder_lock import locked_folder
from api.db.embedded.server import EmbeddedServer
from api.db.schema_version import create_database, is_up_to_date
from api.process.invocation import Invocation
from api.process.listen_address import listening_socket
from api.process.secret import local_secret
from api.process.supervisor import Supervisor
from api.process.workers import Workers
from api.settings import Settings, StartError

DATABASE = "career"
METRICS = "metrics-"
LEFT_AFTER = 3_600_000_000_000
"""A server that runs writes into its folder every second [ns]."""
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


class NotMigratedError(StartError):
    """The schema of the database could not be updated; the command has said why."""

    def __init__(self) -> None:
        super().__init__("The database could not be updated to the schema of this version.")


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
        listening_socket(settings.host, settings.port) as listener,
        _own_folder(settings),
        metrics_folder(settings) as metrics,
        ExitStack() as prepared,
    ):
        with ThreadPoolExecutor(1) as beside:
            getting_ready = beside.submit(prepared.enter_context, prepared_database(invocation))
            build = invocation.load(settings)
            database = getting_ready.result()
        application = build(
            replace(
                settings,
                database_url=database.address,
                metrics_dir=metrics,
                secrets=settings.secrets or (local_secret(settings.data_dir),),
            )
        )
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        port = listener.getsockname()[1]
        sys.stdout.write(f"Career Intelligence Platform is running at http://{host}:{port}\n")
        sys.stdout.flush()
        workers = Workers(application, listener, settings.workers)
        return Supervisor(
            workers.run, inherited=listener.fileno(), every_tick=database.keep_alive
        ).run()


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
    folder = Path(mkdtemp(prefix=METRICS, dir=settings.data_dir))
    owner = os.getpid()
    try:
        yield folder
    finally:
        if os.getpid() == owner:  # And no fork of it.
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def prepared_database(invocation: Invocation) -> Iterator[DatabaseHandle]:
    """A migrated database: the configured one, or one of our own for as long as it is used.

    Raises:
        StartError: It did not start or answer, or could not be updated.
    """
    settings = invocation.settings
    if settings.database_url is not None:
        asyncio.run(wait_until_up(settings.database_url))
        _bring_up_to_date(settings.database_url, invocation)
        yield DatabaseHandle(settings.database_url, _nothing)
        return
    server = EmbeddedServer(
        find_binaries(settings.postgres_bin),
        settings.data_dir / "postgres",
        root=os.geteuid() == 0,
    )
    maintenance = server.join()
    try:
        address = asyncio.run(create_database(maintenance, DATABASE))
        _bring_up_to_date(address, invocation)
        yield DatabaseHandle(address, server.revive)
    finally:
        server.leave()


async def wait_until_up(address: str) -> None:
    """Wait for a database server that was started at the same time.

    Raises:
        DatabaseNotReachedError: It did not answer.
    """
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
            return


def _bring_up_to_date(address: str, invocation: Invocation) -> None:
    """Migrate in a process of its own where that is due, for it seldom is and loads a lot."""
    if asyncio.run(is_up_to_date(address)):
        return
    command = [sys.executable, "-m", "api", "migrate"]
    environment = {**invocation.environment, "DATABASE_URL": address}
    if subprocess.run(command, env=environment, check=False).returncode:  # noqa: S603 - our own
        raise NotMigratedError


def _nothing() -> None:
    """The operator keeps a configured server running."""


def _own_folder(settings: Settings) -> AbstractContextManager[None]:
    """The data folder for this server alone; a configured database may have several servers."""
    return locked_folder(settings.data_dir) if settings.database_url is None else nullcontext()
