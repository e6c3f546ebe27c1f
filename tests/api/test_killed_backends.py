"""Killed database backends under parallel writers: 503, never 500, and no acknowledged write lost.

The losses are real: `pg_terminate_backend`, and SIGKILL, after which PostgreSQL ends every
connection and recovers from its log.
"""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx
import pytest
from applications import real_clocks, started, transport_of
from msgspec import Struct
from msgspec.structs import replace
from people import Person, sign_up

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.db import pool
from api.db.embedded.binaries import find_binaries
from api.db.embedded.processes import leftovers_of
from api.db.embedded.server import EmbeddedServer
from api.db.migrate import upgrade
from api.db.schema_version import create_database
from api.settings import Settings
from knowledge import Library

SOAK = "CAREER_SOAK" in os.environ
TERMINATIONS, CRASHES = (200, 20) if SOAK else (40, 2)
WRITERS = 6
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE application_name = 'career'"
ACKNOWLEDGED = {200, 201}


class Place(Struct, frozen=True):
    """A server of its own, and the writers of the application on it."""

    server: EmbeddedServer
    data: Path
    address: str
    writers: list[Person]


@pytest.fixture(scope="module")
async def place(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings, library: Library
) -> AsyncIterator[Place]:
    folder = tmp_path_factory.mktemp("killed")
    server = EmbeddedServer(find_binaries(None), folder / "pg", root=os.geteuid() == 0)
    address = await create_database(server.join(), "career")
    await upgrade(address)
    application = create_app(
        replace(settings, database_url=address, connections=4),
        CurrentKnowledge(Knowledge(library)),
        clocks=real_clocks(),
    )
    transport = transport_of(application)
    async with (
        started(application),
        httpx.AsyncClient(transport=transport, base_url="http://testserver", timeout=120) as client,
    ):
        writers = [await sign_up(client) for _ in range(WRITERS)]
        yield Place(server, folder / "pg" / "data", address, writers)
    server.leave()


class Log(Struct):
    """What the writers were told: by status, and the acknowledged writes of each."""

    statuses: Counter[int]
    acknowledged: Counter[str]


async def write(person: Person, log: Log, may_end: asyncio.Event) -> None:
    """Rate up and down, so that each acknowledged request is one more event."""
    level = 0
    while not may_end.is_set():
        level = 3 - level if level else 1
        rated = await person.client.put(
            "/api/v1/me/ratings/sql", json={"level": level}, headers=person.headers
        )
        log.statuses[rated.status_code] += 1
        if rated.status_code in ACKNOWLEDGED:
            log.acknowledged[str(person.user_id)] += 1
        analysed = await person.client.post(
            "/api/v1/analyses",
            json={"role": "data-analyst", "variant": "junior"},
            headers=person.headers,
        )
        log.statuses[analysed.status_code] += 1
        await asyncio.sleep(0.002)  # A refused connection alone never lets others run.


async def stored(address: str) -> Counter[str]:
    """The events of each person that the database has."""
    connection = await asyncpg.connect(address)
    rows = await connection.fetch(
        "SELECT user_id, count(*) AS n FROM skill_rating_events GROUP BY user_id"
    )
    await connection.close()
    return Counter({str(row["user_id"]): row["n"] for row in rows})


async def lost_after(place: Place, log: Log, before: Counter[str]) -> int:
    """How many acknowledged writes the database does not have."""
    found = await stored(place.address)
    return sum(
        max(0, count - (found[user] - before[user])) for user, count in log.acknowledged.items()
    )


async def until_reached(place: Place) -> asyncpg.Connection:
    """A connection, once the server takes them again."""
    while True:
        place.server.revive()
        try:
            return await asyncpg.connect(place.address)
        except (asyncpg.PostgresError, OSError):
            await asyncio.sleep(0.05)


async def terminate(place: Place) -> None:
    """End one backend after the other, at any moment of what it does."""
    connection = await until_reached(place)
    for _ in range(TERMINATIONS):
        pids = [row["pid"] for row in await connection.fetch(BACKENDS)]
        if pids:
            await connection.fetchval("SELECT pg_terminate_backend($1)", random.choice(pids))
        await asyncio.sleep(random.uniform(0, 0.03))
    await connection.close()


async def crash(place: Place) -> None:
    """Kill a backend so that the server recovers, and the server itself."""
    for number in range(CRASHES):
        connection = await until_reached(place)
        pids = [row["pid"] for row in await connection.fetch(BACKENDS)]
        await asyncio.sleep(0.2)
        if number % 2 and pids:
            os.kill(random.choice(pids), signal.SIGKILL)
        else:
            os.kill(min(leftovers_of(place.data)), signal.SIGKILL)
        await asyncio.sleep(0.2)
    await (await until_reached(place)).close()


async def under_writers(place: Place, *losses: str) -> tuple[Log, int]:
    """Run the losses while everyone writes; what was answered, and how many writes are lost."""
    before, log, may_end = await stored(place.address), Log(Counter(), Counter()), asyncio.Event()
    writing = [asyncio.create_task(write(one, log, may_end)) for one in place.writers]
    await asyncio.sleep(0.3)
    for loss in losses:
        await {"terminate": terminate, "crash": crash}[loss](place)
    may_end.set()
    await asyncio.gather(*writing)
    await (await until_reached(place)).close()
    return log, await lost_after(place, log, before)


async def test_writers_are_told_503_and_nothing_acknowledged_is_lost(place: Place) -> None:
    log, lost = await under_writers(place, "terminate", "crash", "terminate")
    assert set(log.statuses) <= {200, 201, 503}, log.statuses
    assert log.statuses[503] > 0
    assert log.statuses[200] > WRITERS
    assert lost == 0
    again = await place.writers[0].client.get("/api/v1/me", headers=place.writers[0].headers)
    assert again.status_code == 200


async def test_a_database_that_acknowledges_too_early_is_caught(place: Place) -> None:
    """The negative control: without waiting for its log, PostgreSQL loses what it confirmed."""
    connection = await asyncpg.connect(place.address)
    await connection.execute("ALTER DATABASE career SET synchronous_commit = off")
    await connection.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.execute(f"SELECT pg_terminate_backend(pid) FROM ({BACKENDS}) AS them")
    await connection.close()
    for _ in range(5):
        _, lost = await under_writers(place, "crash")
        if lost:
            return
    pytest.fail("no loss was noticed")


async def test_an_error_that_is_not_known_as_a_loss_is_noticed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with one kind of loss taken from the list, writers are told 500."""
    monkeypatch.setattr(pool, "_UNAVAILABLE", (TimeoutError,))
    monkeypatch.setitem(globals(), "TERMINATIONS", 4)
    log, _ = await under_writers(place, "terminate")
    assert log.statuses[500] > 0
