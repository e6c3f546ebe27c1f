"""The database stopped, frozen or crowded: 503 within 3 s, and everything else still works."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx
import pytest
from applications import real_clocks, started, transport_of
from machine import slowness
from msgspec import Struct
from msgspec.structs import replace
from people import PASSWORD, Person, problem, sign_up

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.embedded.binaries import find_binaries
from api.db.embedded.processes import leftovers_of
from api.db.embedded.server import EmbeddedServer
from api.db.migrate import upgrade
from api.db.schema_version import create_database
from api.settings import Settings
from knowledge import Library

PLAN = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8}
ROLE = {"role": "data-analyst", "variant": "junior"}
FREE = (
    ("GET", "/roles", None),
    ("GET", "/skills/sql", None),
    ("GET", "/health/live", None),
    ("POST", "/analyze", ROLE),
    ("POST", "/plan", PLAN),
)
STORED = (
    ("GET", "/me", None),
    ("GET", "/roadmaps", None),
    ("PUT", "/me/ratings/sql", {"level": 1}),
    ("POST", "/analyses", ROLE),
    ("POST", "/roadmaps", PLAN),
    ("POST", "/auth/login", {"email": "a@example.org", "password": PASSWORD}),
    ("POST", "/auth/refresh", {"refreshToken": "cir_x"}),
    ("GET", "/health/ready", None),
)


class Place(Struct, frozen=True):
    """A server of its own, and somebody known to the application on it."""

    server: EmbeddedServer
    folder: Path
    address: str
    person: Person


@pytest.fixture(scope="module")
async def place(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings, library: Library
) -> AsyncIterator[Place]:
    folder = tmp_path_factory.mktemp("away")
    server = EmbeddedServer(find_binaries(None), folder / "pg", root=os.geteuid() == 0)
    maintenance = server.join()
    address = await create_database(maintenance, "career")
    await upgrade(address)
    application = create_app(
        replace(settings, database_url=address, connections=4),
        CurrentKnowledge(Knowledge(library)),
        clocks=real_clocks(),
    )
    async with (
        started(application),
        httpx.AsyncClient(
            transport=transport_of(application), base_url="http://testserver", timeout=120
        ) as client,
    ):
        yield Place(server, folder / "pg", address, await sign_up(client))
    server.leave()


async def ask(person: Person, method: str, path: str, body: object) -> httpx.Response:
    return await person.client.request(method, f"/api/v1{path}", json=body, headers=person.headers)


async def assert_that_only_stored_data_is_unavailable(person: Person) -> None:
    for method, path, body in FREE:
        answer = await ask(person, method, path, body)
        assert answer.status_code == 200, (path, answer.text)
    began = time.monotonic()
    answers = await asyncio.gather(*[ask(person, *question) for question in STORED])
    assert_in_time(began)
    for (_, path, _), answer in zip(STORED, answers, strict=True):
        if path == "/auth/refresh":
            continue
        problem(answer, 503, "database-unavailable")
        assert int(answer.headers["retry-after"]) > 0


def assert_in_time(began: float) -> None:
    """Within the time that a transaction may take, and half a second of a quiet machine."""
    took = time.monotonic() - began
    assert took < 2.7 + 0.5 * slowness()


async def wait_until_back(person: Person) -> None:
    until = time.monotonic() + 60
    while (await ask(person, "GET", "/health/ready", None)).status_code != 200:
        assert time.monotonic() < until
        await asyncio.sleep(0.05)


async def test_a_stopped_server_is_unavailable_until_it_is_back(place: Place) -> None:
    place.server.leave()
    await assert_that_only_stored_data_is_unavailable(place.person)
    place.server.join()
    await wait_until_back(place.person)
    assert (await ask(place.person, "GET", "/me", None)).status_code == 200


async def test_a_frozen_server_is_not_waited_for(place: Place) -> None:
    await asyncio.gather(*[ask(place.person, "GET", "/me", None) for _ in range(8)])
    frozen = leftovers_of(place.folder / "data")
    for pid in frozen:
        os.kill(pid, signal.SIGSTOP)
    try:
        await assert_that_only_stored_data_is_unavailable(place.person)
    finally:
        for pid in frozen:
            os.kill(pid, signal.SIGCONT)
    await wait_until_back(place.person)


async def test_a_locked_table_is_not_waited_for(place: Place) -> None:
    connection = await asyncpg.connect(place.address)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute("LOCK TABLE analyses IN ACCESS EXCLUSIVE MODE")
    began = time.monotonic()
    answer = await ask(place.person, "POST", "/analyses", ROLE)
    assert_in_time(began)
    problem(answer, 503, "database-unavailable")
    await transaction.rollback()
    await connection.close()
    assert (await ask(place.person, "POST", "/analyses", ROLE)).status_code == 201


async def test_many_more_clients_than_connections_are_all_answered(place: Place) -> None:
    answers = await asyncio.gather(
        *[ask(place.person, "GET", "/me/ratings", None) for _ in range(40)]
    )
    assert {answer.status_code for answer in answers} == {200}


async def test_clients_that_go_away_leave_the_connections_usable(place: Place) -> None:
    for _ in range(5):
        tasks = [
            asyncio.create_task(ask(place.person, "POST", "/analyses", ROLE)) for _ in range(10)
        ]
        await asyncio.sleep(0.002)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert (await ask(place.person, "POST", "/analyses", ROLE)).status_code == 201
