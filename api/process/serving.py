"""Serving: a database, a secret and workers, in this order, and back again at the end."""

import asyncio
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import asyncpg
import structlog
from msgspec import Struct

from api.db.embedded.binaries import find_binaries
from api.db.embedded.server import EmbeddedServer
from api.db.migrate import create_database, upgrade, write_migration
from api.process.invocation import Invocation
from api.process.secret import local_secret
from api.process.supervisor import Supervisor
from api.settings import Settings

DATABASE = "career"
WORKERS_COMMAND = "workers"
CONNECT_PATIENCE = 60
"""How long to wait at start for a database server that is starting itself [s]."""
_log = structlog.get_logger("api")


class DatabaseHandle(Struct, frozen=True):
    """What serving stands on: the address of a migrated database, and what keeps it alive."""

    address: str
    keep_alive: Callable[[], None]


def serve(invocation: Invocation) -> int:
    """Serve until a signal asks to stop; returns the exit code."""
    settings = invocation.settings
    with prepared_database(settings) as ground:
        secrets = settings.secrets or (local_secret(settings.data_dir),)
        port = settings.port or _free_port(settings.host)
        told = dict(invocation.environment) | {
            "DATABASE_URL": ground.address,
            "CAREER_SECRET": ",".join(secrets),
            "CAREER_PORT": str(port),
        }
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        sys.stdout.write(f"Career Intelligence Platform on http://{host}:{port}\n")
        sys.stdout.flush()
        command = [sys.executable, "-m", "api", WORKERS_COMMAND]
        return Supervisor(command, told, every_tick=ground.keep_alive).run()


def migrate(invocation: Invocation) -> int:
    """Bring the database to the schema of this code."""
    with prepared_database(invocation.settings):
        return 0


def start_migration(invocation: Invocation) -> int:
    """Write a migration from the difference between the tables and the database."""
    with prepared_database(invocation.settings) as ground:
        asyncio.run(write_migration(ground.address, "_".join(invocation.words)))
    return 0


@contextmanager
def prepared_database(settings: Settings) -> Iterator[DatabaseHandle]:
    """A migrated database: the one that was named, or one of our own for as long as it is used."""
    if settings.database_url is not None:
        asyncio.run(_upgrade_when_there(settings.database_url))
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


async def _upgrade_when_there(address: str) -> None:
    for attempt in range(CONNECT_PATIENCE):
        try:
            connection = await asyncpg.connect(address, timeout=5)
        except (OSError, asyncpg.PostgresError):
            if attempt == CONNECT_PATIENCE - 1:
                raise
            _log.warning("the database does not answer yet", attempt=attempt + 1)
            await asyncio.sleep(1)
        else:
            await connection.close()
            break
    await upgrade(address)


def _nothing() -> None:
    """A server that somebody else runs is kept alive by them."""


def _free_port(host: str) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port
