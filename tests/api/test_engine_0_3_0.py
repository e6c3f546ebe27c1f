"""What engine 0.3.0 stored is read today as it was answered then.

`stored_by_engine_0_3_0.json` holds the rows of a person as that version wrote them, at the schema
of its day, and the responses that it gave. The rows are brought through every later migration.
What later versions add is listed; everything else has to be the same to the byte.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from people import PASSWORD

from api.db.migrate import create_database, upgrade
from engine import ENGINE_VERSION

THEN = json.loads(Path(__file__).with_name("stored_by_engine_0_3_0.json").read_text("utf-8"))
SCHEMA_THEN = "3b8a41c6d2f7"
STORED = {"analyses": "result", "roadmaps": "result", "roadmap_items": "planned"}
TOLD = {
    ".result.readiness.toldShare",
    ".result.readiness.nextQuestion",
    ".result.variantTitle",
}
DATED = {
    f".result.items[].{name}"
    for name in ("hoursLeft", "isHeld", "heldBy", "doneOn", "startOn", "endOn", "heldIn")
}
NAMED = {".result.phases[].project", ".result.hoursNote", ".result.variantTitle"}
Json = Any


@pytest.fixture(scope="module")
async def address(cluster: str) -> str:
    """A database that engine 0.3.0 filled, at the schema of today."""
    address = await create_database(cluster, "career_engine_0_3_0")
    await upgrade(address, SCHEMA_THEN)
    connection = await asyncpg.connect(address)
    await connection.execute("SET session_replication_role = replica")  # Rows in any order.
    for table, rows in THEN["rows"].items():
        await connection.execute(
            f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, $1)",
            json.dumps(rows),
        )
    await connection.close()
    await upgrade(address)
    return address


@pytest.fixture(scope="module")
async def said(client: httpx.AsyncClient) -> dict[str, str]:
    """Today's response for each path of then."""
    [user] = THEN["rows"]["users"]
    login = {"email": user["email"], "password": PASSWORD}
    token = (await client.post("/api/v1/auth/login", json=login)).json()["accessToken"]
    found = {}
    for path in THEN["said"]:
        read = await client.get(f"/api/v1{path}", headers={"authorization": f"Bearer {token}"})
        assert read.status_code == 200, read.text
        found[path] = read.text
    return found


def paths(kind: str) -> list[str]:
    return [path for path in THEN["said"] if kind in path.partition("-")[0]]


def compact(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def added(then: Json, now: Json, at: str = "") -> Iterator[str]:
    """The members that only today's response has."""
    if isinstance(then, list):
        for one, other in zip(then, now, strict=True):
            yield from added(one, other, f"{at}[]")
    elif isinstance(then, dict):
        for name, value in now.items():
            if name in then:
                yield from added(then[name], value, f"{at}.{name}")
            else:
                yield f"{at}.{name}"


def without_additions(then: Json, now: Json) -> Json:
    """Today's response with the members of then alone, in the order of today."""
    if isinstance(then, list):
        return [without_additions(one, other) for one, other in zip(then, now, strict=True)]
    if isinstance(then, dict):
        return {name: without_additions(then[name], now[name]) for name in now if name in then}
    return now


async def test_migrations_leave_what_was_stored(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    assert client  # The application is up and may have touched the rows.
    for table, column in STORED.items():
        found = await database.fetch(f"SELECT row_to_json({table})::text AS row FROM {table}")
        now = [json.loads(row["row"]) for row in found]
        names = ("user_id", "inputs", column, "engine_version")
        then = [{n: row[n] for n in names if n in row} for row in THEN["rows"][table]]
        assert sorted(compact({n: row[n] for n in names if n in row}) for row in now) == sorted(
            map(compact, then)
        )


@pytest.mark.parametrize("path", [p for p in paths("analyses") if "explanation" not in p])
async def test_an_analysis_is_read_as_then(said: dict[str, str], path: str) -> None:
    then, now = json.loads(THEN["said"][path]), json.loads(said[path])
    assert then["result"]["engineVersion"] == "0.3.0"
    assert set(added(then, now)) == TOLD
    assert compact(without_additions(then, now)) == THEN["said"][path]


@pytest.mark.parametrize("path", [p for p in paths("analyses") if "explanation" in p])
async def test_its_explanation_differs_in_what_computed_it_alone(
    said: dict[str, str], path: str
) -> None:
    assert said[path] == THEN["said"][path].replace("0.3.0", ENGINE_VERSION)


@pytest.mark.parametrize("path", paths("roadmaps"))
async def test_the_result_of_a_roadmap_is_read_as_then(said: dict[str, str], path: str) -> None:
    then, now = ({"result": json.loads(text[path])["result"]} for text in (THEN["said"], said))
    assert set(added(then, now)) == DATED | NAMED
    assert compact(without_additions(then, now)) == compact(then)
