"""The database of an installation as it is: for commands that look, save or bring back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from api.db.embedded.binaries import find_binaries
from api.db.embedded.server import EmbeddedServer
from api.process.serving import DATABASE
from api.settings import Settings


def embedded_data(settings: Settings) -> Path:
    """The data of the embedded database."""
    return settings.data_dir / "postgres"


def has_database(settings: Settings) -> bool:
    """Whether there is one: a configured address counts, reachable or not."""
    is_made = (embedded_data(settings) / "data" / "PG_VERSION").exists()
    return settings.database_url is not None or is_made


@contextmanager
def maintained_server(settings: Settings) -> Iterator[str]:
    """The address of the configured database, or the maintenance address of the embedded server.

    The latter is started where it does not run, and stopped again.

    Raises:
        StartError: It did not start.
    """
    if settings.database_url is not None:
        yield settings.database_url
        return
    server = EmbeddedServer(
        find_binaries(settings.postgres_bin), embedded_data(settings), root=os.geteuid() == 0
    )
    try:
        yield server.join()
    finally:
        server.leave()


@contextmanager
def present_database(settings: Settings) -> Iterator[str]:
    """The address of the database as it is; nothing is made and nothing is migrated.

    Raises:
        StartError: The embedded server did not start.
    """
    with maintained_server(settings) as address:
        is_own = settings.database_url is None
        yield urlunsplit(urlsplit(address)._replace(path=f"/{DATABASE}")) if is_own else address
