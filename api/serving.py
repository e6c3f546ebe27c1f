"""Serving: a database, a secret and workers, in this order, and back again at the end."""

import asyncio
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import asyncpg
import structlog
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from msgspec import Struct

from api.db.binaries import find_binaries
from api.db.embedded import EmbeddedServer
from api.db.migrate import create_database, upgrade
from api.secret import local_secret
from api.settings import Settings
from api.supervisor import Supervisor, end_with_parent

DATABASE = "career"
WORKERS_COMMAND = "workers"
FACTORY = "api.__main__:application"
CONNECT_PATIENCE = 60
"""How long to wait at start for a database server that is starting itself [s]."""
_log = structlog.get_logger("api")


class Ground(Struct, frozen=True):
    """What serving stands on: the address of a migrated database, and what keeps it alive."""

    address: str
    keep_alive: Callable[[], None]


def serve(settings: Settings, environment: Mapping[str, str]) -> int:
    """Serve until a signal asks to stop; returns the exit code."""
    with prepared_database(settings) as ground:
        secrets = settings.secrets or (local_secret(settings.data_dir),)
        port = settings.port or _free_port(settings.host)
        told = dict(environment) | {
            "DATABASE_URL": ground.address,
            "CAREER_SECRET": ",".join(secrets),
            "CAREER_PORT": str(port),
        }
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        sys.stdout.write(f"Career Intelligence Platform on http://{host}:{port}\n")
        sys.stdout.flush()
        command = [sys.executable, "-m", "api", WORKERS_COMMAND]
        return Supervisor(command, told, every_tick=ground.keep_alive).run()


def run_workers(settings: Settings) -> int:
    """Run the workers in the foreground; what `serve` starts and watches."""
    end_with_parent()
    Granian(
        FACTORY,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        log_access=False,
        log_enabled=False,
    ).serve()
    return 0


@contextmanager
def prepared_database(settings: Settings) -> Iterator[Ground]:
    """A migrated database: the one that was named, or one of our own for as long as it is used."""
    if settings.database_url is not None:
        asyncio.run(_upgrade_when_there(settings.database_url))
        yield Ground(settings.database_url, _nothing)
        return
    server = EmbeddedServer(
        find_binaries(settings.postgres_bin),
        settings.data_dir / "postgres",
        root=os.geteuid() == 0,
    )
    maintenance = server.join()
    try:
        address = asyncio.run(_create_and_upgrade(maintenance))
        yield Ground(address, server.revive)
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
