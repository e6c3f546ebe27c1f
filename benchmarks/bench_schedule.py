"""What the schedule costs: `GET /roadmaps/{id}` with and without it, and readiness over two years.

The application runs in this process on an embedded PostgreSQL; a roadmap of the largest role is
read in turns with its schedule and with `schedule_of` replaced by nothing. The history has a
change of one rating a day.
"""

import asyncio
import json
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, cast
from unittest.mock import patch

import asyncpg
import httpx
from msgspec.structs import replace

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.clocks import Clocks
from api.db.embedded.binaries import find_binaries
from api.db.embedded.server import EmbeddedServer
from api.db.migrate import upgrade
from api.db.schema_version import create_database
from api.readiness.repository import RatingEvent
from api.readiness.views import history_view
from api.settings import read_settings
from api.time_zones import PersonDay
from knowledge import BUNDLED_CONTENT, Library

ROLE = {"role": "data-engineer", "variant": "senior"}
ROUNDS, DAYS = 60, 730
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


def two_years(knowledge: Knowledge) -> list[RatingEvent]:
    """A change of a rating that counts for the role on every day."""
    chance = Random(1)
    role = knowledge.role(ROLE["role"])
    asked = [t.skill for r in role.variants[cast("Any", ROLE["variant"])] for t in r.targets]
    levels: dict[str, int] = {}
    events = []
    for day in range(DAYS):
        skill = chance.choice(asked)
        others = [n for n in range(knowledge.graph.skill(skill).top + 1) if n != levels.get(skill)]
        levels[skill] = chance.choice(others)
        when = NOW - timedelta(days=DAYS - day)
        events.append(RatingEvent(knowledge.skill_id(skill), levels[skill], "self", 1.0, when))
    return events


async def seconds_of(client: httpx.AsyncClient, path: str) -> float:
    """One request [s]."""
    start = perf_counter()
    answer = await client.get(path)
    taken = perf_counter() - start
    if answer.status_code != 200:
        raise RuntimeError(answer.text)
    return taken


async def reading(address: str, knowledge: Knowledge, folder: Path) -> dict[str, float]:
    """The median of reading a roadmap with and without its schedule, and a history [ms]."""
    settings = replace(
        read_settings({}), database_url=address, secrets=("x" * 40,), data_dir=folder
    )
    clocks = Clocks(now=lambda: datetime.now(UTC), stopwatch=perf_counter)
    app = create_app(settings, CurrentKnowledge(knowledge), clocks=clocks)
    transport = httpx.ASGITransport(cast("Any", app))
    async with (
        app.lifespan(),
        httpx.AsyncClient(transport=transport, base_url="http://testserver/api/v1") as client,
    ):
        body = {"email": "a@example.org", "password": "a lamp beside the sea", "displayName": "A"}
        signed_in = (await client.post("/auth/signup", json=body)).json()
        client.headers["authorization"] = f"Bearer {signed_in['accessToken']}"
        made = await client.post("/roadmaps", json=ROLE | {"hoursPerWeek": 8})
        roadmap = f"/roadmaps/{made.json()['id']}"
        with_it, without = [], []
        for _ in range(ROUNDS):
            with_it.append(await seconds_of(client, roadmap))
            with patch("api.roadmaps.views.schedule_of", lambda _: None):
                without.append(await seconds_of(client, roadmap))
        connection = await asyncpg.connect(address)
        await connection.executemany(
            "INSERT INTO skill_rating_events "
            "(user_id, skill_id, level, source, confidence, recorded_at) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            [
                (signed_in["user"]["id"], e.skill_id, e.level, e.source, 1.0, e.recorded_at)
                for e in two_years(knowledge)
            ],
        )
        await connection.close()
        history = f"/me/readiness?role={ROLE['role']}&variant={ROLE['variant']}"
        asked = [await seconds_of(client, history) for _ in range(ROUNDS)]
    return {
        "items": len(made.json()["result"]["items"]),
        "get_with_schedule_ms": round(median(with_it) * 1e3, 2),
        "get_without_ms": round(median(without) * 1e3, 2),
        "ratio": round(median(with_it) / median(without), 3),
        "history_get_ms": round(median(asked) * 1e3, 2),
    }


def replaying(knowledge: Knowledge) -> dict[str, float]:
    """The processor time of one replay [ms]."""
    events, day = two_years(knowledge), PersonDay.at(NOW, "UTC")
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        view = history_view(knowledge, ROLE["role"], ROLE["variant"], events, day)
        taken.append(time.process_time() - start)
    return {"points": len(view.series), "history_cpu_ms": round(median(taken) * 1e3, 2)}


def main() -> None:
    """Print the figures as JSON."""
    knowledge = Knowledge(Library.load(BUNDLED_CONTENT))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        Path(folder).chmod(0o755)
        server = EmbeddedServer(find_binaries(None), Path(folder) / "pg", root=os.geteuid() == 0)
        address = asyncio.run(create_database(server.join(), "bench"))
        asyncio.run(upgrade(address))
        try:
            figures = asyncio.run(reading(address, knowledge, Path(folder)))
        finally:
            server.leave()
    print(json.dumps({"benchmark": "schedule", **figures, **replaying(knowledge)}, indent=2))


if __name__ == "__main__":
    main()
