"""Databases and applications for tests: copied, started and ended."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from time import perf_counter
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import httpx
from litestar import Litestar

from api.auth.tokens import SessionTokens
from api.clocks import Clocks

SHARED_SERVER = "CAREER_TEST_SERVER"
"""The environment variable that names a server which several runs of the tests share."""

TEMPLATE = f"career_template_{os.getpid()}"
SECRET = "a secret that is used in tests and nowhere else"
_numbers = count(1)


def real_clocks() -> Clocks:
    return Clocks(now=lambda: datetime.now(UTC), stopwatch=perf_counter)


def stored_of(refresh_token: str) -> bytes:
    """What the database holds of a refresh token that an application of the tests made."""
    return SessionTokens((SECRET,), clock=real_clocks().now).hashes_of(refresh_token)[0]


@asynccontextmanager
async def started(application: Litestar) -> AsyncIterator[None]:
    """Run the application's lifespan in a task of its own, which has to end where it began."""
    is_up, may_end = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with application.lifespan():
            is_up.set()
            await may_end.wait()

    task = asyncio.create_task(live())
    waiting = asyncio.create_task(is_up.wait())
    await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    try:
        yield
    finally:
        may_end.set()
        await task


def at_database(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


UNSAID_CODINGS = httpx.Headers(httpx.Client().headers)["accept-encoding"]
"""What the client of tests accepts where a test says nothing about it."""


class PlainTransport(httpx.ASGITransport):
    """Asks for no compression unless the test does, so that bytes and tags are the route's own."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass a request on."""
        if request.headers.get("accept-encoding") == UNSAID_CODINGS:
            request.headers["accept-encoding"] = "identity"
        return await super().handle_async_request(request)


def transport_of(application: Litestar) -> httpx.ASGITransport:
    """The way into an application without a network; faults become answers, as on a server."""
    return PlainTransport(cast("Any", application), raise_app_exceptions=False)


async def copy_database(cluster: str) -> str:
    """A fresh copy of the template."""
    name = f"career_{os.getpid()}_{next(_numbers)}"
    connection = await asyncpg.connect(cluster)
    await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
    await connection.close()
    return at_database(cluster, name)
