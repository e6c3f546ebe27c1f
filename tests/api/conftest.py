"""A real PostgreSQL for the session, and a database and application for each module."""

import os
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest
from applications import (
    SECRET,
    SHARED_SERVER,
    TEMPLATE,
    copy_database,
    real_clocks,
    started,
    transport_of,
)
from litestar import Litestar
from mail_scene import mail_server, mails, quick_mails
from msgspec.structs import replace
from small_content import whole_content, write_content

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.embedded.binaries import find_binaries
from api.db.embedded.processes import send_signal, wait_until_gone
from api.db.embedded.server import EmbeddedServer
from api.db.migrate import upgrade
from api.db.schema_version import create_database
from api.settings import Settings, read_settings
from knowledge import Library


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The maintenance address of a server: the one that is named, or one for the session."""
    if SHARED_SERVER in os.environ:
        yield os.environ[SHARED_SERVER]
        return
    folder = tmp_path_factory.mktemp("cluster")
    for step in (folder, *folder.parents[:2]):
        step.chmod(0o755)
    server = EmbeddedServer(find_binaries(None), folder / "pg", root=os.geteuid() == 0)
    yield server.join()
    pid = server.server_pid()
    if pid is not None:
        send_signal(pid, signal.SIGQUIT)  # What is thrown away need not be written out first.
        wait_until_gone(pid, timeout=60)
    server.leave()


@pytest.fixture(scope="session")
async def template(cluster: str) -> str:
    """The address of a migrated database that is only copied."""
    address = await create_database(cluster, TEMPLATE)
    await upgrade(address)
    return address


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A small knowledge: five skills and a role."""
    return Library.load(write_content(tmp_path_factory.mktemp("content"), whole_content()))


@pytest.fixture(scope="module")
async def address(cluster: str, template: str) -> str:
    """The address of a database of this module's own."""
    assert template
    return await copy_database(cluster)


@pytest.fixture(scope="module")
def settings(address: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Local settings on this module's database."""
    return replace(
        read_settings({"CAREER_SOLVER_SECONDS": "60"}),  # However slow the machine is.
        database_url=address,
        secrets=(SECRET,),
        data_dir=tmp_path_factory.mktemp("data"),
        browser_app=Path("/nowhere"),
        signups_per_5_minutes=100_000,
    )


@pytest.fixture(scope="module")
async def app(settings: Settings, library: Library) -> AsyncIterator[Litestar]:
    """The application, started."""
    application = create_app(settings, CurrentKnowledge(Knowledge(library)), clocks=real_clocks())
    async with started(application):
        yield application


@pytest.fixture(scope="module")
async def client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application, in the same event loop."""
    transport = transport_of(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as talking:
        yield talking


@pytest.fixture(scope="module")
async def database(address: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection beside the application's, to look behind it."""
    connection = await asyncpg.connect(address)
    yield connection
    await connection.close()


__all__ = ["mail_server", "mails", "quick_mails"]
